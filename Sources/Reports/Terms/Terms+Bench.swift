import Rehearsal
import Scenarios

extension Terms {
  /// What the time until recovery goes to.
  package static func word(_ part: RecoveryPart) -> Bilingual {
    switch part {
    case .unnoticed: Bilingual(zh: "未被发现", en: "not noticed")
    case .waiting: Bilingual(zh: "等待人员", en: "waiting for people")
    case .travelling: Bilingual(zh: "召集与赶赴", en: "called out and travelling")
    case .diagnosing: Bilingual(zh: "诊断", en: "diagnosing")
    case .part: Bilingual(zh: "等待备件", en: "spare part")
    case .vendor: Bilingual(zh: "专业机构", en: "vendor")
    case .repair: Bilingual(zh: "修复", en: "repair")
    case .otherWork: Bilingual(zh: "其他工作", en: "other work")
    case .nobody: Bilingual(zh: "无人处理", en: "nobody at it")
    }
  }

  /// What a part takes in, for the reader who wants to know.
  package static func meaning(_ part: RecoveryPart) -> Bilingual {
    switch part {
    case .unnoticed: Bilingual(zh: "故障已发生而无人知晓", en: "the fault is there, and nobody knows")
    case .waiting: Bilingual(zh: "任务已派出或搁置，无人可做", en: "tasks wait or rest, and nobody is free")
    case .travelling:
      Bilingual(zh: "接听、到岗、赶路，或迟迟未动手", en: "answering, coming in, travel, a slow start")
    case .diagnosing:
      Bilingual(zh: "核实、分类、定级、定位、扫描", en: "verifying, grading, locating, scanning")
    case .part: Bilingual(zh: "领用、订购在途或缺货", en: "fetched, on order, or out of stock")
    case .vendor: Bilingual(zh: "待派、在途或工作中", en: "wanted, on the way, or at work")
    case .repair:
      Bilingual(zh: "抢通、抑制、清除、恢复及其检验", en: "getting through, containing, mending, testing")
    case .otherWork:
      Bilingual(zh: "受理、报告、命令、取证、观察", en: "taking in, reporting, orders, evidence, watching")
    case .nobody: Bilingual(zh: "没有任务：流程在等消息或时刻，或已结束", en: "no task: the flow waits, or is over")
    }
  }

  /// - Parameter weekday: 1 for Monday to 7 for Sunday.
  package static func weekday(_ weekday: Int) -> Bilingual {
    let zh = ["一", "二", "三", "四", "五", "六", "日"]
    let en = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    return Bilingual(zh: "周" + zh[weekday - 1], en: en[weekday - 1])
  }
}
