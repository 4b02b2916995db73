import Scenarios
import Scoring
import Simulator

extension Terms {
  package static func word(_ metric: Metric) -> Bilingual {
    switch metric {
    case .acceptanceTime: word(ClockRule.Kind.acceptance)
    case .responseTime: word(ClockRule.Kind.response)
    case .gradingTime: word(ClockRule.Kind.grading)
    case .containmentTime: word(ClockRule.Kind.containment)
    case .recoveryTime: word(ClockRule.Kind.recovery)
    case .resolutionTime: word(ClockRule.Kind.resolution)
    case .summaryTime: word(ClockRule.Kind.summary)
    case .serviceRestorationTime: Bilingual(zh: "服务恢复时间", en: "service restoration time")
    case .escalations: Bilingual(zh: "向上提交次数", en: "escalations")
    case .reassignments: Bilingual(zh: "转派次数", en: "reassignments")
    case .pingPong: Bilingual(zh: "往返转派次数", en: "reassignments back")
    case .waitingTime: Bilingual(zh: "任务等待时间", en: "waiting time of tasks")
    case .travelTime: Bilingual(zh: "到场时间", en: "travel time of tasks")
    case .handlingTime: Bilingual(zh: "任务处理时间", en: "handling time of tasks")
    case .overtime: Bilingual(zh: "加班时间", en: "overtime")
    case .timeAtWork: Bilingual(zh: "忙碌比例", en: "time at work")
    case .idleTime: Bilingual(zh: "在岗空闲比例", en: "idle time on duty")
    case .availability: Bilingual(zh: "平台可用率", en: "availability")
    case .coreDowntime: Bilingual(zh: "核心服务停机时间", en: "core service down time")
    case .dataLost: Bilingual(zh: "数据损失", en: "data lost")
    case .lostBeyondObjective: Bilingual(zh: "超出 RPO 的数据损失", en: "data lost beyond the RPO")
    case .fillRate: Bilingual(zh: "备品备件当即满足率", en: "fill rate of spares")
    case .outOfStock: Bilingual(zh: "备品备件缺货次数", en: "times that spares were out of stock")
    case .spread: Bilingual(zh: "受害对象数", en: "subjects hit")
    case .harmTime: Bilingual(zh: "受害总时长", en: "harm time")
    case .serviceLoss: Bilingual(zh: "服务损失", en: "service loss")
    case .longestOutage: Bilingual(zh: "最长中断时间", en: "longest outage")
    case .dataLeaked: Bilingual(zh: "外泄记录数", en: "records leaked")
    case .peopleExposed: Bilingual(zh: "人员暴露时长", en: "people exposed")
    case .peopleHurt: Bilingual(zh: "受伤人数", en: "people hurt")
    case .peopleEvacuated: Bilingual(zh: "疏散人数", en: "people evacuated")
    case .destroyed: Bilingual(zh: "损毁组件数", en: "components destroyed")
    case .cost: Bilingual(zh: "成本", en: "cost")
    case .conformance: word(Dimension.conformance)
    case .score: Bilingual(zh: "得分", en: "score")
    case .closedAt: Bilingual(zh: "关闭时刻", en: "instant of closing")
    case .givenUp: Bilingual(zh: "放弃比例", en: "share given up")
    case .numberWaiting: Bilingual(zh: "等待数", en: "number waiting")
    case .numberAtWork: Bilingual(zh: "在办数", en: "number at work")
    case .timeInSystem: Bilingual(zh: "逗留时间", en: "time in system")
    case .finishedAt: Bilingual(zh: "完成时刻", en: "instant of finishing")
    case .turnedAway: Bilingual(zh: "拒绝比例", en: "share turned away")
    case .numberInSystem: Bilingual(zh: "系统内数", en: "number in system")
    case .throughput: Bilingual(zh: "完成率", en: "throughput")
    case .flowTime: Bilingual(zh: "流程时间", en: "flow time")
    case .flowEndedAt: Bilingual(zh: "流程结束时刻", en: "instant of a flow's end")
    case .downTime: Bilingual(zh: "停机时间", en: "down time")
    case .numberDown: Bilingual(zh: "停机数", en: "number down")
    case .backorders: Bilingual(zh: "欠货数", en: "backorders")
    case .timeUntil: Bilingual(zh: "首次成立的时刻", en: "time until")
    }
  }

  /// What a metric is, in a sentence.
  package static func definition(_ metric: Metric) -> Bilingual {
    switch metric {
    case .acceptanceTime, .responseTime, .gradingTime, .containmentTime, .recoveryTime,
      .resolutionTime, .summaryTime:
      Bilingual(
        zh: "每个事件中该时钟走过的时间（起止见 SLA 协议）；虚警不计，同因的重复事件只计受理",
        en:
          "how long that clock of the agreement ran, of each incident; not of false alarms, and "
          + "of a second incident of one cause its acceptance only")
    case .serviceRestorationTime:
      Bilingual(
        zh: "每个使服务停机的事件，从故障发生到用户用回原有服务（修复、绕过或切换均可）的时间",
        en:
          "of each incident that took a service down, from its fault until users have back what "
          + "they had, by repair, bypass or fail-over")
    case .escalations:
      Bilingual(
        zh: "每个事件被提交到比以往更高层级的次数（7.3.2）",
        en: "how often an incident rose to a higher tier than had it before (7.3.2)")
    case .reassignments:
      Bilingual(
        zh: "每个事件从一个层级转到另一层级的次数（6.6.4 b）",
        en: "how often an incident went from a tier to another (6.6.4 b)")
    case .pingPong:
      Bilingual(
        zh: "其中转回曾经处理过它的层级的次数", en: "of those, back to a tier that had it before")
    case .waitingTime:
      Bilingual(
        zh: "每项由人员或专业机构完成的任务，从派出到有人动身（或放弃）的时间",
        en:
          "of each task that people or a vendor do, from its offer until somebody sets out for it, or "
          + "until it is given up")
    case .travelTime:
      Bilingual(
        zh: "每项任务从有人动身到人员到位的时间", en: "of each task, from setting out until all are there")
    case .handlingTime:
      Bilingual(
        zh: "每项任务从有人动身到结束的时间，含路途和暂停",
        en: "of each task, from setting out to its end, travel and pauses included")
    case .overtime:
      Bilingual(zh: "全部具名人员班次以外的工作时间合计", en: "work outside of shifts, of all people together")
    case .timeAtWork:
      Bilingual(
        zh: "具名人员工作时间占其全部时间（含下班）的比例",
        en: "work over all time of the people, off duty included")
    case .idleTime:
      Bilingual(
        zh: "具名人员按班次在岗而没有任务的时间占在岗时间的比例",
        en: "of the people's time on duty by the roster, that without a task")
    case .availability:
      Bilingual(
        zh: "未发生异常宕机的时间比例（3.1.7）：某一服务，或全部核心服务同时可用",
        en:
          "the share of the time without abnormal down time (3.1.7): of a service, or of all core "
          + "services together")
    case .coreDowntime:
      Bilingual(
        zh: "至少一个核心服务异常宕机的时间", en: "how long at least one core service was abnormally down")
    case .dataLost:
      Bilingual(
        zh: "每个数据集单次丢失数据的最大时长，含切换到备用时副本所缺的更新（对照 RPO）",
        en:
          "of each data set, the most that one event took, as time, or that a copy lacked to which "
          + "a service was failed over: what an RPO bounds")
    case .lostBeyondObjective:
      Bilingual(
        zh: "每个数据集的数据损失超出其 RPO 的部分", en: "of each data set, what of that is beyond its RPO")
    case .fillRate:
      Bilingual(
        zh: "需要备品备件时库中当即有货的比例（8.3）", en: "wants of parts that the shelf could fill at once (8.3)")
    case .outOfStock:
      Bilingual(zh: "需要备品备件时库中无货的次数", en: "how often a part was wanted and was not there")
    case .spread: Bilingual(zh: "曾遭遇威胁的对象数", en: "subjects that a threat was ever on")
    case .harmTime:
      Bilingual(
        zh: "各对象处于有影响的阶段的时间之和",
        en: "how long subjects were in stages that do something to them, all together")
    case .serviceLoss:
      Bilingual(
        zh: "失败请求所占比例对时间的累计，停止时按全部失败计，各服务相加",
        en: "the share of requests that failed, over time, all of them while a service is down")
    case .longestOutage:
      Bilingual(
        zh: "某一服务（或各服务中）从停机到可用（修复、绕过或切换均可）最长的一次，计划停机不计（对照 RTO）",
        en:
          "how long a service, or any of them, was down at once at most, until it was repaired, "
          + "bypassed or failed over, planned work aside: what an RTO bounds")
    case .dataLeaked: Bilingual(zh: "流出的记录数", en: "records that went out")
    case .peopleExposed:
      Bilingual(
        zh: "人员身处危险场所的时间之和", en: "how long people were where they are in danger, all together")
    case .peopleHurt: Bilingual(zh: "受伤的人数", en: "how many people were hurt")
    case .peopleEvacuated:
      Bilingual(zh: "场所关闭时撤离的人数", en: "how many people left a place as it was closed")
    case .destroyed: Bilingual(zh: "被威胁损毁的组件数", en: "components that a threat destroyed")
    case .cost:
      Bilingual(
        zh: "人员工时（含加班）、专业机构、采购备件与核心服务停机的费用，按支持文件的 costs 计",
        en:
          "work and overtime, vendors, parts that are bought and core down time, at the rates of the "
          + "support file's costs")
    case .conformance:
      Bilingual(zh: "流程符合维度的质量（docs/scoring.md）", en: "the quality of that dimension of the score")
    case .score: Bilingual(zh: "整次演练的最终得分", en: "the final score of the drill")
    case .closedAt:
      Bilingual(
        zh: "每个事件关闭的时刻，从演练开始算起", en: "when each incident is closed, as a time since the start")
    case .givenUp:
      Bilingual(
        zh: "等不到人而放弃的任务占全部任务的比例", en: "tasks that are given up before somebody sets out, of all")
    case .numberWaiting:
      Bilingual(zh: "某步骤等待的任务数，按时间平均", en: "tasks of a step that wait, over time")
    case .numberAtWork:
      Bilingual(
        zh: "某步骤已开始而未结束的任务数，按时间平均", en: "tasks of a step that are begun and not over, over time")
    case .timeInSystem:
      Bilingual(
        zh: "每件请求从到来到办完的时间；被拒绝的不计",
        en: "of each case, from its coming to its end; those that are turned away have none")
    case .finishedAt:
      Bilingual(zh: "每件请求办完的时刻，从演练开始算起", en: "when each case is over, as a time since the start")
    case .turnedAway:
      Bilingual(
        zh: "因人数已满被拒绝的请求的比例", en: "cases that are turned away since too many are there, of all")
    case .numberInSystem:
      Bilingual(zh: "某需求流在系统内的请求数，按时间平均", en: "cases of a stream that are there, over time")
    case .throughput: Bilingual(zh: "每小时办完的请求数", en: "cases that are over, an hour")
    case .flowTime: Bilingual(zh: "流程每次执行的时间", en: "how long each run of a flow takes")
    case .flowEndedAt:
      Bilingual(
        zh: "流程每次执行结束的时刻，从演练开始算起", en: "when each run of a flow ends, as a time since the start")
    case .downTime:
      Bilingual(
        zh: "某一组件或服务停机的时间，计划内外都算", en: "how long a component or service is down, planned or not")
    case .numberDown:
      Bilingual(
        zh: "所列组件和服务中停机的个数，按时间平均",
        en: "how many of some components and services are down, over time")
    case .backorders:
      Bilingual(zh: "等备件的需求数，按时间平均", en: "wants of a part that wait for one, over time")
    case .timeUntil:
      Bilingual(
        zh: "某条件首次成立的时刻，从演练开始算起", en: "when a condition first holds, as a time since the start")
    }
  }

  /// What of those who give up is counted.
  static func word(_ counting: MetricValue.Counting) -> Bilingual {
    switch counting {
    case .offered: Bilingual(zh: "占全部来者", en: "of those offered")
    case .answered: Bilingual(zh: "只计接起者", en: "of those answered")
    case .patient:
      Bilingual(zh: "限内放弃者不计", en: "of those offered, short abandons set aside")
    }
  }

  package static func word(_ unit: Metric.Unit) -> Bilingual {
    switch unit {
    case .time: Bilingual(zh: "时长", en: "a duration")
    case .count: Bilingual(zh: "个数", en: "a number")
    case .work: Bilingual(zh: "人时", en: "person-hours")
    case .points: Bilingual(zh: "分", en: "points")
    case .share: Bilingual(zh: "比例", en: "a share")
    case .money: Bilingual(zh: "金额", en: "an amount")
    case .level: Bilingual(zh: "个数（按时间平均）", en: "a number, over time")
    case .rate: Bilingual(zh: "每小时次数", en: "a number an hour")
    }
  }

  /// What numbers of it are counted in, in Chinese.
  static func counter(_ metric: Metric) -> String {
    switch metric {
    case .spread, .destroyed: "个"
    case .dataLeaked: "条"
    case .peopleHurt, .peopleEvacuated: "人"
    default: "次"
    }
  }
}
