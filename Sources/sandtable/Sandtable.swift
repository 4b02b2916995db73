import ArgumentParser
import Rehearsal

struct Sandtable: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandtable",
    abstract: "Rehearses an outage before it happens. 沙盘：应急演练仿真与评分。",
    discussion: """
      Commands 命令:
        run     play a drill 推演一场演练        check   check files 检查文件
        drill   play a role yourself 亲自扮演角色  what-if   another choice 另作选择
        new     write a skeleton 生成骨架文件    list    what there is 列出场景
        show    what a file says 查看文件内容    runs    kept runs 历史记录
        report  a kept run's report 重出报告   validate  known values 与已知值比较
        bench   play a drill many times 多次推演   compare   before and after 比较改动前后
        merge   join the parts of a bench 合并分片结果      gate      no drill worse 演练不变差
        metrics what an objective may ask for 目标可用的指标

      Exit codes 退出码:
        0    done, objectives met 完成，目标全部达到
        1    an objective missed or undecided, a known value not matched 有目标或已知值未达到
        1    gate: worse, weakened, deleted, or missed and met before 变差、放宽、删除或不再达到
        1    gate --strict: any objective missed or undecided, too 严格：有目标未达到或未能判定
        64   wrong use of the command line 命令用法不对
        65   a file is wrong or missing 文件有误或缺失
        70   our own fault 程序自身故障
        74   the machine refused 系统拒绝（不可写、磁盘满、存档损坏）
        130  interrupted 被中断
      """,
    version: sandtableVersion,
    subcommands: [
      RunCommand.self, DrillCommand.self, WhatIfCommand.self, CheckCommand.self, NewCommand.self,
      ListCommand.self, ShowCommand.self,
      RunsCommand.self, ReportCommand.self, ValidateCommand.self, BenchCommand.self,
      CompareCommand.self, GateCommand.self, MergeCommand.self, MetricsCommand.self,
    ])
}
