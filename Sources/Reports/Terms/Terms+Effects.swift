import Scenarios
import Simulator

extension Terms {
  /// What a step does when it is done; nothing for plain work.
  package static func word(_ effect: Effect) -> Bilingual {
    switch effect {
    case .none: Bilingual(zh: "", en: "")
    case .accept: Bilingual(zh: "受理", en: "takes it in")
    case .verifyAlarm: Bilingual(zh: "核实告警", en: "tells true from false alarm")
    case .classify: Bilingual(zh: "分类定级", en: "classifies")
    case .correlate: Bilingual(zh: "关联同因事件", en: "correlates")
    case .autoRespond: Bilingual(zh: "自动响应", en: "responds by itself")
    case .diagnose: Bilingual(zh: "诊断", en: "diagnoses")
    case .repair: Bilingual(zh: "修复", en: "repairs")
    case .checkDanger: Bilingual(zh: "查人员险情", en: "asks whether people are in danger")
    case .checkLimit: Bilingual(zh: "查电池与温度余量", en: "checks battery and heat")
    case .checkAlone: Bilingual(zh: "判断能否自行解决", en: "asks whether we can do it alone")
    case .restoreService: Bilingual(zh: "先抢通", en: "gets service through")
    case .failOver: Bilingual(zh: "切换到备用", en: "fails over")
    case .switchBack: Bilingual(zh: "切回", en: "switches back")
    case .shutDown: Bilingual(zh: "有序关机", en: "shuts down in order")
    case .startUp: Bilingual(zh: "重新启动", en: "starts up")
    case .drawSpare: Bilingual(zh: "领用备件", en: "draws a spare part")
    case .orderSpare: Bilingual(zh: "订购备件", en: "orders a spare part")
    case .refillStore: Bilingual(zh: "补充库存", en: "refills the store")
    case .isolate: Bilingual(zh: "断网隔离", en: "isolates")
    case .block: Bilingual(zh: "阻断网段", en: "blocks a zone")
    case .backUp: Bilingual(zh: "备份", en: "backs up")
    case .clean: Bilingual(zh: "查杀清除", en: "cleans")
    case .rebuild: Bilingual(zh: "重装系统", en: "rebuilds")
    case .scan: Bilingual(zh: "扫描排查", en: "scans")
    case .reconnect: Bilingual(zh: "恢复联网", en: "reconnects")
    case .restoreData: Bilingual(zh: "恢复数据", en: "restores data")
    case .verify: Bilingual(zh: "验证", en: "verifies")
    case .watch: Bilingual(zh: "观察", en: "watches")
    case .secureEvidence: Bilingual(zh: "固定证据", en: "secures evidence")
    case .handOverEvidence: Bilingual(zh: "移交证据", en: "hands over the evidence")
    case .report: Bilingual(zh: "报告", en: "reports")
    case .grade: Bilingual(zh: "定级", en: "grades")
    case .startOrder: Bilingual(zh: "下达启动命令", en: "gives the start order")
    case .curb: Bilingual(zh: "立即抑制", en: "curbs the effect")
    case .openProblem: Bilingual(zh: "启动问题管理", en: "opens a problem")
    case .openChange: Bilingual(zh: "启动变更管理", en: "opens a change")
    case .close: Bilingual(zh: "关闭", en: "closes")
    case .declareEnd: Bilingual(zh: "宣布响应终止", en: "declares the end")
    case .summarise: Bilingual(zh: "总结上报", en: "reports the summary")
    }
  }
}
