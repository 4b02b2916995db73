/// The drill that `sandtable new drill` writes: small, commented in both languages, and running.
enum DrillSkeleton {
  /// What it refers to, relative to the scenario folder.
  static let uses = [
    "platforms/province.yaml", "support/province.yaml", "agreements/standard.yaml",
    "rubrics/trainer.yaml", "threats", "flows",
  ]

  static func text(_ name: String) -> String {
    let title = name.replacing("-", with: " ")
    return """
      # A drill: what happens, and by what it is judged. Change what you like, then:
      #   sandtable check scenarios && sandtable run \(name)
      # 演练文件：发生什么，按什么评判。改好后运行上面的命令。

      drill: \(name)
      title: {zh: \(title), en: \(title)}
      event: B.5                         # the row of table B 附表 B 中的类别: B.1 ... B.6
      start: 2026-01-15 02:00            # Beijing time 北京时间
      horizon: 24 h                      # how long it is watched 推演时长

      # What it is played on; paths are relative to this file. 所用的平台、团队、协议、评分与流程
      uses:
        platform: ../platforms/province.yaml
        support: ../support/province.yaml
        agreement: ../agreements/standard.yaml
        rubric: ../rubrics/trainer.yaml
        threats: ../threats
        flows: ../flows

      # One value changed in a file above, for this drill alone. 只为本次演练修改上述文件中的值
      # changes:
      #   support.stores.main.parts.ups-power-module.stock: 0

      # Failures by law and false alarms beside the script. 脚本之外的随机故障与误报
      background: {failures: false, false alarms: false}

      # The script. A failure's name stands with its component in the platform file. 演练脚本
      injects:
        first-module: {title: {zh: UPS 模块一故障, en: First UPS module fails}, at: 10 min, fail: ups-a1, mode: rectifier}
        second-module: {title: {zh: UPS 模块二故障, en: Second UPS module fails}, at: 25 min, fail: ups-a2, mode: rectifier}
        # told: {when: lowest-battery < 50, tell: group-leader, text: {zh: 电池余量不足一半, en: The batteries are below one half}}

      # How people depart from the flow. 人员可能的偏差
      # deviations:
      #   slow: {late: {uniform: [2 min, 10 min]}, share: 10 %, steps: all}

      # What must hold. 目标
      objectives:
        answered: {title: {zh: 按时响应, en: Answered in time}, metric: response time, share within: 30 min, at least: 95 %}
        recovered: {title: {zh: 故障按时恢复, en: Faults recovered in time}, metric: recovery time, every: <= 8 h}

      """
  }
}
