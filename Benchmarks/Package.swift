// swift-tools-version: 6.3

import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

func glorot(_ name: String) -> Target.Dependency { .product(name: name, package: "glorot") }

// A package of its own: who uses the libraries does not resolve what only their measuring needs.
let package = Package(
    name: "glorot-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "glorot", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // Without its traits: the interposers of malloc and of reference counting would be linked into what is timed.
        .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
    ],
    targets: [
        .target(name: "CMemory"),
        .target(
            name: "Workloads",
            dependencies: [
                glorot("Initializers"), glorot("Stats"), glorot("Claims"), glorot("Conformance"), "CMemory",
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "measure",
            dependencies: [
                "Workloads",
                glorot("Stats"),
                glorot("WeightFiles"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
        // `swift package benchmark` looks for its targets in a folder of this name.
        .executableTarget(
            name: "GlorotBenchmarks",
            dependencies: ["Workloads", .product(name: "Benchmark", package: "benchmark")],
            path: "Benchmarks/GlorotBenchmarks",
            swiftSettings: settings,
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
        ),
    ]
)
