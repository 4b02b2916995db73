/// A list of plain values that grows at its end and keeps its memory when it is emptied: what an
/// array does, without a reference count or a check for other owners at each change.
@frozen
@usableFromInline
package struct FlatBuffer<Element>: ~Copyable, @unchecked Sendable {
  @usableFromInline var base: UnsafeMutablePointer<Element>
  @usableFromInline var capacity: Int

  /// How many values there are.
  @usableFromInline package internal(set) var count = 0

  /// An empty list.
  @inlinable
  package init(minimumCapacity: Int = 16) {
    precondition(_isPOD(Element.self), "a flat buffer holds plain memory only")
    capacity = Swift.max(minimumCapacity, 1)
    base = .allocate(capacity: capacity)
  }

  /// A list of the values of an array.
  @inlinable
  package init(_ elements: [Element]) {
    self.init(minimumCapacity: elements.count)
    elements.withUnsafeBufferPointer { values in
      if let first = values.baseAddress { base.initialize(from: first, count: values.count) }
    }
    count = elements.count
  }

  /// A list of equal values.
  @inlinable
  package init(repeating element: Element, count: Int) {
    self.init(minimumCapacity: count)
    base.initialize(repeating: element, count: count)
    self.count = count
  }

  deinit { base.deallocate() }

  /// Whether there is nothing in it.
  @inlinable
  package var isEmpty: Bool { count == 0 }

  /// The positions of its values.
  @inlinable
  package var indices: Range<Int> { 0..<count }

  /// Adds a value at the end. O(1) on average.
  @inlinable
  package mutating func append(_ element: Element) {
    if count == capacity { grow() }
    (base + count).initialize(to: element)
    count &+= 1
  }

  /// Takes the last value out; nil when there is none.
  @inlinable
  package mutating func popLast() -> Element? {
    guard count > 0 else { return nil }
    count &-= 1
    return base[count]
  }

  /// Forgets all values and keeps the memory.
  @inlinable
  package mutating func removeAll() { count = 0 }

  /// The value at a position.
  ///
  /// - Precondition: 0 <= `position` < `count`.
  @inlinable
  package subscript(position: Int) -> Element {
    @inline(__always)
    unsafeAddress {
      precondition(position.isBelow(count), "a position beyond the end of a buffer")
      return UnsafePointer(base + position)
    }
    @inline(__always)
    unsafeMutableAddress {
      precondition(position.isBelow(count), "a position beyond the end of a buffer")
      return base + position
    }
  }

  /// A list of its own with the same values. O(count).
  @inlinable
  package func copy() -> FlatBuffer {
    var other = FlatBuffer(minimumCapacity: capacity)
    other.base.update(from: base, count: count)
    other.count = count
    return other
  }

  @usableFromInline
  @inline(never)
  mutating func grow() {
    let other = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    other.update(from: base, count: count)
    base.deallocate()
    base = other
    capacity *= 2
  }
}
