import Scenarios
import Simulator

/// What people can do, and to what.
extension Terms {
  /// What a step does when it is done; nothing for plain work.
  package static func word(_ act: Act) -> Bilingual { words(act).act }

  /// Which targets a step that does an act has.
  package static func targets(of act: Act) -> Bilingual { words(act).targets ?? theCase }

  private static let theCase = Bilingual(zh: "本事件", en: "its case")
  private static let hit = Bilingual(
    zh: "本事件已知的受害主机", en: "hosts that the case knows a threat to be on")
  private static let toIsolate = Bilingual(
    zh: "本事件已知的、尚未隔离的受害主机",
    en: "hosts that the case knows a threat to be on and that are not cut off yet")
  private static let unknown = Bilingual(
    zh: "演练中的威胁可及、且本事件未知已受害的主机",
    en: "hosts on which a threat of the drill can live, but those known to be hit")
  private static let wanted = Bilingual(
    zh: "已定位的故障所缺的备件", en: "parts that located faults of the case want and have not")

  private static func words(_ act: Act) -> (act: Bilingual, targets: Bilingual?) {
    switch act {
    case .none: (Bilingual(zh: "", en: ""), nil)
    case .accept: (Bilingual(zh: "受理", en: "takes it in"), nil)
    case .verifyAlarm: (Bilingual(zh: "核实告警", en: "tells true from false alarm"), nil)
    case .classify: (Bilingual(zh: "分类定级", en: "classifies"), nil)
    case .correlate: (Bilingual(zh: "关联同因事件", en: "correlates"), nil)
    case .autoRespond:
      (
        Bilingual(zh: "自动响应", en: "responds by itself"),
        Bilingual(zh: "本事件中已发现故障的组件", en: "components of the case with faults that were seen")
      )
    case .diagnose: (Bilingual(zh: "诊断", en: "diagnoses"), nil)
    case .repair:
      (
        Bilingual(zh: "修复", en: "repairs"),
        Bilingual(zh: "本事件已定位故障的组件", en: "components of which the case knows what is wrong")
      )
    case .solve:
      (
        Bilingual(zh: "尝试解决", en: "tries to solve it"),
        Bilingual(zh: "本事件中已发现故障的组件", en: "components of the case with faults that were seen")
      )
    case .checkDanger: (Bilingual(zh: "查人员险情", en: "asks whether people are in danger"), nil)
    case .checkLimit: (Bilingual(zh: "查电池与温度余量", en: "checks battery and heat"), nil)
    case .checkAlone: (Bilingual(zh: "判断能否自行解决", en: "asks whether we can do it alone"), nil)
    case .restoreService:
      (
        Bilingual(zh: "先抢通", en: "gets service through"),
        Bilingual(
          zh: "开始时查看到有故障的组件", en: "components with faults that show to whoever begins")
      )
    case .failOver:
      (
        Bilingual(zh: "切换到备用", en: "fails over"),
        Bilingual(
          zh: "本事件已知停止、备用尚未启用的服务",
          en: "services that the case knows to be down, with a fallback that is not in use")
      )
    case .switchBack:
      (
        Bilingual(zh: "切回", en: "switches back"),
        Bilingual(
          zh: "本事件切换的服务，以及已结束事件遗留的",
          en: "services that the case switched over, or that a case which is over left so")
      )
    case .shutDown:
      (
        Bilingual(zh: "有序关机", en: "shuts down in order"),
        Bilingual(
          zh: "正在耗尽的电池或升温的机房所带的设备，先客后主、先边缘后核心",
          en: "equipment on a reserve that runs out, guests before hosts, edge before core")
      )
    case .startUp:
      (
        Bilingual(zh: "重新启动", en: "starts up"),
        Bilingual(
          zh: "本事件关机的设备，以及已结束事件遗留的，先核心后边缘",
          en: "what the case shut down, or a case which is over left off, core before edge")
      )
    case .drawSpare: (Bilingual(zh: "领用备件", en: "draws a spare part"), wanted)
    case .orderSpare: (Bilingual(zh: "订购备件", en: "orders a spare part"), wanted)
    case .refillStore:
      (Bilingual(zh: "补充库存", en: "refills the store"), Bilingual(zh: "全部备件", en: "all parts"))
    case .isolate: (Bilingual(zh: "断网隔离", en: "isolates"), toIsolate)
    case .block:
      (
        Bilingual(zh: "阻断网段", en: "blocks a zone"),
        Bilingual(
          zh: "有已知受害主机、尚未阻断的网段", en: "open zones with hosts that the case knows to be hit")
      )
    case .backUp: (Bilingual(zh: "备份", en: "backs up"), hit)
    case .clean: (Bilingual(zh: "查杀清除", en: "cleans"), hit)
    case .rebuild: (Bilingual(zh: "重装系统", en: "rebuilds"), hit)
    case .patch: (Bilingual(zh: "打补丁", en: "patches"), unknown)
    case .treat:
      (
        Bilingual(zh: "按威胁处置", en: "treats"),
        Bilingual(
          zh: "本事件已知受害、且威胁文件写明可处置的对象",
          en: "what the case knows a threat to be on, where that threat's file has an act for it")
      )
    case .scan: (Bilingual(zh: "扫描排查", en: "scans"), unknown)
    case .reconnect:
      (
        Bilingual(zh: "恢复联网", en: "reconnects"),
        Bilingual(
          zh: "本事件隔离、已无威胁的主机；再无已知受害时，还有本事件阻断的网段；以及已结束事件遗留的",
          en: "hosts that the case cut off and nobody knows to be hit, with none of them left "
            + "the zones that it closed; and what a case which is over left so")
      )
    case .restoreData:
      (
        Bilingual(zh: "恢复数据", en: "restores data"),
        Bilingual(zh: "本事件已知丢失的数据集", en: "data sets that the case knows to be lost")
      )
    case .verify: (Bilingual(zh: "验证", en: "verifies"), nil)
    case .watch: (Bilingual(zh: "观察", en: "watches"), nil)
    case .secureEvidence: (Bilingual(zh: "固定证据", en: "secures evidence"), nil)
    case .handOverEvidence: (Bilingual(zh: "移交证据", en: "hands over the evidence"), nil)
    case .report: (Bilingual(zh: "报告", en: "reports"), nil)
    case .grade: (Bilingual(zh: "定级", en: "grades"), nil)
    case .startOrder: (Bilingual(zh: "下达启动命令", en: "gives the start order"), nil)
    case .curb:
      (
        Bilingual(zh: "立即抑制", en: "curbs the effect"),
        Bilingual(zh: "本事件，隔离其中已知的受害主机", en: "its case: hosts known to be hit are cut off")
      )
    case .openProblem: (Bilingual(zh: "启动问题管理", en: "opens a problem"), nil)
    case .openChange: (Bilingual(zh: "启动变更管理", en: "opens a change"), nil)
    case .close: (Bilingual(zh: "关闭", en: "closes"), nil)
    case .declareEnd: (Bilingual(zh: "宣布响应终止", en: "declares the end"), nil)
    case .summarise: (Bilingual(zh: "总结上报", en: "reports the summary"), nil)
    }
  }

  // MARK: The table of acts

  package static func word(_ object: ActRow.Objects) -> Bilingual {
    switch object {
    case .incident: Bilingual(zh: "事件", en: "case")
    case .component: Bilingual(zh: "组件", en: "component")
    case .host: Bilingual(zh: "主机", en: "host")
    case .zone: Bilingual(zh: "网段", en: "zone")
    case .service: Bilingual(zh: "服务", en: "service")
    case .dataSet: Bilingual(zh: "数据集", en: "data set")
    case .part: Bilingual(zh: "备件", en: "part")
    case .subject: Bilingual(zh: "威胁所在的对象", en: "what a threat is on")
    default: Bilingual(zh: "", en: "")
    }
  }

  package static func word(_ observation: ActRow.Observation) -> Bilingual {
    switch observation {
    case .nothing: Bilingual(zh: "", en: "")
    case .targets: Bilingual(zh: "所处理的对象", en: "what it was done to")
    case .incident: Bilingual(zh: "事件涉及的一切", en: "all that the case is about")
    case .causes: Bilingual(zh: "事件涉及的一切及其停止的上游", en: "that, and what it needs and is down")
    case .search: Bilingual(zh: "所查找的，查到为止", en: "what it looks for, if it finds that")
    }
  }
}
