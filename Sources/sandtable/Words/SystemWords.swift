import Foundation
import Scenarios

/// What the system's error numbers say; in Chinese for those that writing a file meets.
enum SystemWords {
  static func message(_ code: Int32) -> Bilingual {
    let english = String(cString: strerror(code))
    return Bilingual(zh: chinese(code) ?? "系统错误 \(code)（\(english)）", en: english)
  }

  private static func chinese(_ code: Int32) -> String? {
    switch code {
    case EACCES, EPERM: "没有权限"
    case ENOENT: "上级文件夹不存在"
    case ENOTDIR: "路径中有一段不是文件夹"
    case EISDIR: "这是一个文件夹"
    case EEXIST: "已有同名文件"
    case ENOSPC: "磁盘已满"
    case EDQUOT: "超出磁盘配额"
    case EROFS: "文件系统只读"
    case EFBIG: "超出文件大小限制"
    case ENAMETOOLONG: "名称过长"
    case ELOOP: "符号链接层数过多"
    case EIO: "读写错误"
    case EBADF: "输出已关闭"
    default: nil
    }
  }
}
