// swift-tools-version: 6.3

import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

func glorot(_ name: String) -> Target.Dependency { .product(name: name, package: "glorot") }

// A separate package, so that users of the libraries need not resolve dependencies that only the benchmarks need.
let package = Package(
    name: "glorot-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "glorot", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // Without its traits, which would link interposers of malloc and reference counting into the timed code.
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
