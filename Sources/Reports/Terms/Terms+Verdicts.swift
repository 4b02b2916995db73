import Scenarios
import Scoring
import Statistics

extension Terms {
  /// On what grounds an objective is decided.
  static func word(_ basis: Finding.Basis) -> Bilingual {
    switch basis {
    case .constant:
      Bilingual(
        zh: "确定：推演不抽随机数，一次即知", en: "certain: no run draws a random number, so one tells all")
    case .counts:
      Bilingual(zh: "精确（按推演次数，不论何种分布）", en: "exact (by counts of runs, whatever the law)")
    case .bet:
      Bilingual(
        zh: "精确（按各次推演之和，不论何种分布）", en: "exact (by the sums of runs, whatever the law)")
    case .largeSample: Bilingual(zh: "大样本（近似）", en: "large-sample (approximate)")
    case .greatestSeen:
      Bilingual(
        zh: "大样本（全部一致，按所见最大的一次推演折算）",
        en: "large-sample (all agree, weighed by the greatest run seen)")
    }
  }

  /// What becomes of a value that is open when a run ends.
  static func word(_ openness: Metric.Openness) -> Bilingual {
    switch openness {
    case .timeSoFar: Bilingual(zh: "未完的按迄今时间", en: "open: the time so far")
    case .mayGrow: Bilingual(zh: "未完的还会增加", en: "open: may grow")
    case .never: Bilingual(zh: "没有未完的", en: "never open")
    }
  }

  /// The most that one run can give.
  static func word(_ most: Metric.Most) -> Bilingual {
    switch most {
    case .time: Bilingual(zh: "至多为所计时间", en: "at most the time counted")
    case .timeOfPeople: Bilingual(zh: "至多为全员所计时间", en: "at most the time counted, of all people")
    case .subjects: Bilingual(zh: "至多为威胁可及的对象数", en: "at most all that threats can be on")
    case .dataSets: Bilingual(zh: "至多为数据集总数", en: "at most all data sets")
    case .copies: Bilingual(zh: "至多回到最近的完好备份", en: "at most the time back to good copies")
    case .points: Bilingual(zh: "至多 100 分", en: "at most 100 points")
    case .whole: Bilingual(zh: "至多 100 %", en: "at most 100 %")
    case .one: Bilingual(zh: "至多一个", en: "at most one")
    }
  }

  /// What has a value of a metric, so many of them.
  static func word(_ bearer: Metric.Bearer, count: Int) -> Bilingual {
    let isOne = count == 1
    return switch bearer {
    case .incident: Bilingual(zh: "个事件", en: isOne ? "incident" : "incidents")
    case .task: Bilingual(zh: "项任务", en: isOne ? "task" : "tasks")
    case .case: Bilingual(zh: "件请求", en: isOne ? "case" : "cases")
    case .flow: Bilingual(zh: "个流程", en: isOne ? "flow" : "flows")
    case .dataSet: Bilingual(zh: "个数据集", en: isOne ? "data set" : "data sets")
    case .run: Bilingual(zh: "次推演", en: isOne ? "run" : "runs")
    }
  }
}
