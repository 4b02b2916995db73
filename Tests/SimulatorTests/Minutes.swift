import EventKernel
import Simulator

/// Whole minutes from the drill's start; nil stays nil.
func minutes(_ time: SimulationTime?) -> Int64? { time.map { $0.microseconds / 60_000_000 } }

/// An inject at a minute, which names it.
func at(_ minute: Int64, _ action: Inject.Action) -> Inject {
  Inject(name: NameHash("inject:\(minute)"), cue: .at(.zero + .minutes(minute)), action: action)
}
