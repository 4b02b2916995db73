import Archive
import Scenarios

/// What the archive's refusals are called.
extension Failure {
  /// Does `work`, and gives what the archive throws in the reader's words.
  static func naming<Value>(
    _ work: () throws(ArchiveError) -> Value
  ) throws(Failure) -> Value {
    do {
      return try work()
    } catch {
      throw Failure(error)
    }
  }

  init(_ error: ArchiveError) {
    let path = error.path
    let (zh, en) =
      switch error.kind {
      case .notAFile:
        (
          "\(path) 不是普通文件（而是设备、管道或文件夹），不能作存档",
          "\(path) is no regular file but a device, a pipe or a folder, and can be no archive"
        )
      case .notAnArchive:
        ("\(path) 不是沙盘的存档，未作改动", "\(path) is not an archive of Sandtable; it was left alone")
      case .damaged:
        (
          "存档 \(path) 已损坏；请保留该文件，用 --archive 另指一个，或从备份恢复",
          "the archive \(path) is damaged; keep it, and name another with --archive, or restore a backup"
        )
      case .newer:
        (
          "存档 \(path) 由更新版本的沙盘写成；请用该版本打开，或用 --archive 另指一个",
          "the archive \(path) was made by a later version of Sandtable; use that, or name another with --archive"
        )
      case .cannotOpen: ("无法打开存档 \(path)", "cannot open the archive \(path)")
      case .readOnly: ("存档 \(path) 不可写", "the archive \(path) cannot be written")
      case .diskFull: ("磁盘已满，无法写入存档 \(path)", "the disk is full; the archive \(path) cannot grow")
      case .busy:
        ("存档 \(path) 被其他进程占用过久", "another process has held the archive \(path) for too long")
      case .unknownRun(let id):
        ("存档 \(path) 中没有第 \(id) 号记录", "the archive \(path) has no run \(id)")
      case .sessionElsewhere(let id):
        (
          "第 \(id) 号会话正在别处继续，此处的命令未执行",
          "session \(id) goes on elsewhere; the command was not done here"
        )
      case .otherFormat(let format):
        (
          "存档 \(path) 中该记录的格式（\(format)）本版本不能读取，文件与决策仍在",
          "this version does not read format \(format) of that run in \(path); its files and decisions are kept"
        )
      case .refused: ("存档 \(path) 无法使用", "the archive \(path) cannot be used")
      }
    let isAboutARun = if case .unknownRun = error.kind { true } else { false }
    self.init(isAboutARun ? .files : .machine, zh: zh, en: en, detail: Self.detail(of: error))
  }

  /// Why, in the reader's language; SQLite has English words alone, and a number.
  private static func detail(of error: ArchiveError) -> Bilingual {
    if let code = error.code { return SystemWords.message(code) }
    return Bilingual(zh: error.sqliteCode.map { "SQLite 错误码 \($0)" } ?? "", en: error.detail)
  }
}
