/// Which mutant is on. mutants.py puts this into the kernel of its copy of the sources.
package enum Mutant {
  /// Its number; 0: none.
  nonisolated(unsafe) package static var current = 0

  @inlinable
  @inline(__always)
  package static func on(_ number: Int) -> Bool { current == number }
}
