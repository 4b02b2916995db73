/// The threat that `sandtable new threat` writes: small, commented in both languages, and right.
enum ThreatSkeleton {
  static func text(_ name: String) -> String {
    let title = name.replacing("-", with: " ")
    return """
      # A threat: stages that follow one another on what it hits. Change what you like, then:
      #   sandtable check scenarios && sandtable show scenarios/threats/\(name).yaml
      # A drill brings it: uses: {threats: ../threats}, injects: {it: {at: 1 h, hit: kiosk-1, with: \(name)}}
      # 威胁文件：对象上依次出现的阶段。改好后运行上面的命令；演练用 hit 引入。全部写法见 docs/threats.zh.md

      threat: \(name)
      title: {zh: \(title), en: \(title)}
      class: B.1                         # the plan that it asks for 适用预案: B.1 ... B.6
      on: component                      # component, data, service, room, site, person 对象
      hits: {classes: [terminal, server], share: 40 %}   # who can have it at all 可及的类别与比例

      stages:                            # the first is where it begins 第一个即起始阶段
        quiet:
          title: {zh: 潜伏, en: Quiet}
          # needs: power                 # without it the clocks below rest 缺少时计时暂停: power, network
          spreads: [{to: same zone, at: 0.1 /h}, {to: reachable zone, at: 0.01 /h}]   # for each pair 每对对象
          noticed: {monitoring: {exponential: {mean: 3 h}}, scan: 60 %}   # also calls, patrol 发现途径
          next: {active: {after: {lognormal: {median: 6 h, p95: 30 h}}}}   # or {rate: 0.1 /h}, {when: down} 去向
        active:
          title: {zh: 发作, en: Active}
          noticed: {monitoring: {exponential: {mean: 30 min}}}
          impact: {symptom: down}        # what it does 影响; docs/threats.md lists all

      ends:                              # acts of every plan that end it 可终结它的通用动作
        clean: {from: [quiet], succeeds: 85 %, patched: true}   # patched: not again 不再受害
        rebuild: {patched: true}

      # acts:                            # what can be done about this one alone 专门的处置
      #   contain: {title: {zh: 压制, en: Hold it down}, from: active, to: quiet, succeeds: 50 %, takes: 1 h}

      """
  }
}
