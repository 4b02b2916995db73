// swift-tools-version: 6.2
import PackageDescription

// Settings that every target of ours shares. There is one set of flags for everything (see
// the Makefile): another set would build every dependency anew.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

func layer(_ name: String, on dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, on dependencies: [Target.Dependency], data: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: data, swiftSettings: settings)
}

let package = Package(
  name: "sandtable",
  products: [.executable(name: "sandtable", targets: ["sandtable"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
  ],
  targets: [
    layer("EventKernel"),
    layer("Statistics", on: ["EventKernel"]),
    layer("Simulator", on: ["Statistics", "EventKernel"]),
    layer("Scoring", on: ["Simulator", "Statistics", "EventKernel"]),
    layer(
      "Scenarios",
      on: [
        "Scoring", "Simulator", "EventKernel", .product(name: "Yams", package: "Yams"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    layer("Rehearsal", on: ["Scenarios", "Scoring", "Simulator", "Statistics", "EventKernel"]),
    layer(
      "Archive",
      on: [
        "Rehearsal", "Scenarios", "Scoring", "Simulator", "EventKernel",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    layer(
      "Reports",
      on: [
        "Rehearsal", "Scenarios", "Scoring", "Simulator", "Statistics", "EventKernel",
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    // What edits lines at a terminal, as the system has it.
    .systemLibrary(name: "CLibedit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .executableTarget(
      name: "sandtable",
      dependencies: [
        "Archive", "Reports", "Rehearsal", "Scenarios", "Scoring", "Simulator", "Statistics",
        "EventKernel", "CLibedit",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    // What Benchmarks/bench.py measures of the kernel and of the whole simulator; not a product.
    .executableTarget(
      name: "sandtable-bench",
      dependencies: ["Rehearsal", "Scenarios", "Simulator", "EventKernel"],
      path: "Benchmarks/KernelBench", swiftSettings: settings),
    tests(
      "ArchiveTests",
      on: [
        "Archive", "Reports", "Rehearsal", "Scenarios", "Scoring", "Simulator", "EventKernel",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      data: ["Golden"]),
    // Runs the built command, which the same build makes; reading lines also without it.
    tests("CommandLineTests", on: ["Archive", "Scenarios", "sandtable"], data: ["Findings"]),
    tests("EventKernelTests", on: ["EventKernel"], data: ["Tables"]),
    tests(
      "RehearsalTests",
      on: ["Rehearsal", "Scenarios", "Scoring", "Simulator", "Statistics", "EventKernel"]),
    tests(
      "ScenariosTests", on: ["Reports", "Scenarios", "Scoring", "Simulator", "EventKernel"],
      data: ["Invalid", "Valid"]),
    tests("ScoringTests", on: ["Scoring", "Simulator", "EventKernel"]),
    tests("SimulatorTests", on: ["Simulator", "Statistics", "EventKernel"]),
    tests("StatisticsTests", on: ["Statistics", "EventKernel"], data: ["Tables"]),
    tests(
      "ReportsTests",
      on: [
        "Reports", "Rehearsal", "Scenarios", "Scoring", "Simulator", "Statistics", "EventKernel",
        .product(name: "Crypto", package: "swift-crypto"),
      ], data: ["Golden"]),
  ]
)
