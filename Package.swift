// swift-tools-version: 6.3

import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

// Only the command states the commit. It affects neither draws nor documents. The scripts that build releases set it;
// Context.gitInformation would be from the last time the manifest was read.
let commit = Context.environment["GLOROT_COMMIT"] ?? ""

let package = Package(
    name: "glorot",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Initializers", targets: ["Initializers"]),
        .library(name: "Stats", targets: ["Stats"]),
        .library(name: "Claims", targets: ["Claims"]),
        .library(name: "Conformance", targets: ["Conformance"]),
        .library(name: "NumberTypes", targets: ["NumberTypes"]),
        .library(name: "WeightFiles", targets: ["WeightFiles"]),
        .library(name: "RulesFile", targets: ["RulesFile"]),
        .library(name: "Report", targets: ["Report"]),
        .library(name: "ConformanceTesting", targets: ["ConformanceTesting"]),
        .executable(name: "glorot", targets: ["glorot"]),
        .library(name: "GlorotC", type: .dynamic, targets: ["GlorotC"]),
    ],
    traits: [
        .default(enabledTraits: ["Command"]),
        .trait(name: "Command", description: "The command glorot, and rules in YAML"),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CGSL",
            pkgConfig: "gsl",
            providers: [.apt(["libgsl-dev"]), .brew(["gsl"])]
        ),
        .systemLibrary(name: "CMath"),
        // One set of number types for everything, from files to reports.
        .target(name: "NumberTypes", swiftSettings: settings),
        // Parts of texts, without the standard library's regular expressions.
        .target(name: "Substrings", swiftSettings: settings),
        .target(name: "CStats"),
        .target(name: "Stats", dependencies: ["CGSL", "CMath", "CStats", "NumberTypes"], swiftSettings: settings),
        .target(name: "CInitializers", exclude: ["LICENSE"]),
        // The frameworks' own streams. Some of them call libm, as the frameworks do.
        .target(
            name: "CStreams",
            exclude: ["LICENSE", "NOTICE"],
            linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]
        ),
        .target(
            name: "Initializers",
            dependencies: ["CInitializers", "CStreams"],
            exclude: ["LICENSE"],
            swiftSettings: settings,
            // Double.squareRoot() is one instruction, but the compiler also leaves a reference to libm's sqrt, which
            // would set errno for a negative argument. Nothing calls it.
            linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]
        ),
        .systemLibrary(
            name: "CZlib",
            pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]
        ),
        .target(name: "WeightFiles", dependencies: ["CZlib", "NumberTypes", "Substrings"], swiftSettings: settings),
        // A Codable coder of MessagePack, for the summaries of a verification.
        .target(name: "MessagePack", dependencies: ["WeightFiles"], swiftSettings: settings),
        // What the literature says. It cannot import Initializers: a law taken from the code under test proves nothing.
        .target(
            name: "Claims",
            dependencies: ["CMath", "NumberTypes", "Stats", "Substrings"],
            swiftSettings: settings
        ),
        .target(
            name: "Conformance",
            dependencies: [
                "Claims", "CMath", "MessagePack", "NumberTypes", "Stats", "Substrings", "Initializers", "WeightFiles",
            ],
            swiftSettings: settings
        ),
        .target(
            name: "Report",
            dependencies: ["Claims", "CMath", "Conformance", "NumberTypes", "Stats", "Substrings", "WeightFiles"],
            swiftSettings: settings
        ),
        // The pages of Scripts/frameworks. Only the command has them: the C interface stays small.
        .target(
            name: "FrameworksReport",
            dependencies: ["CMath", "Conformance", "Report", "WeightFiles"],
            swiftSettings: settings
        ),
        .target(
            name: "RulesFile",
            dependencies: [
                "Claims", "Conformance", "Substrings", "WeightFiles",
                .product(name: "Yams", package: "Yams", condition: .when(traits: ["Command"])),
            ],
            swiftSettings: settings
        ),
        // The C interface, for C and all that can call it. Scripts/library links it with everything it needs.
        .systemLibrary(name: "CGlorot"),
        .target(
            name: "GlorotC",
            dependencies: [
                "CGlorot", "Claims", "Conformance", "Initializers", "NumberTypes", "Report", "RulesFile", "Stats",
                "WeightFiles",
            ],
            swiftSettings: settings
        ),
        // For test targets: it imports Testing, which belongs to the toolchain.
        .target(
            name: "ConformanceTesting",
            dependencies: [
                "Claims", "Conformance", "Initializers", "NumberTypes", "Report", "Stats", "WeightFiles",
            ],
            swiftSettings: settings
        ),
        .target(name: "CCommit", cSettings: [.define("GLOROT_COMMIT", to: "\"\(commit)\"")]),
        .executableTarget(
            name: "glorot",
            dependencies: [
                "CCommit",
                "FrameworksReport",
                "Report",
                "Claims",
                "Conformance",
                "RulesFile",
                "Stats",
                "Initializers",
                "NumberTypes",
                "WeightFiles",
                .product(
                    name: "ArgumentParser",
                    package: "swift-argument-parser",
                    condition: .when(traits: ["Command"])
                ),
            ],
            swiftSettings: settings
        ),
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
        .testTarget(
            name: "StatsTests",
            dependencies: ["CMath", "Stats", "NumberTypes", "TestSupport"],
            resources: [.copy("Fixtures")],
            swiftSettings: settings
        ),
        .testTarget(
            name: "InitializersTests",
            dependencies: ["Initializers", "TestSupport"],
            resources: [.copy("Fixtures")],
            swiftSettings: settings
        ),
        .testTarget(
            name: "WeightFilesTests",
            dependencies: ["WeightFiles", "NumberTypes", "TestSupport"],
            resources: [.copy("Fixtures")],
            swiftSettings: settings
        ),
        .testTarget(
            name: "MessagePackTests",
            dependencies: ["MessagePack", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ClaimsTests",
            dependencies: ["Claims", "Stats", "NumberTypes", "Substrings", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ConformanceTests",
            dependencies: [
                "Claims", "Conformance", "Report", "Stats", "Initializers", "WeightFiles", "NumberTypes",
                "TestSupport",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ReportTests",
            dependencies: [
                "Report", "RulesFile", "Claims", "Conformance", "Initializers", "Stats", "WeightFiles", "NumberTypes",
                "TestSupport",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ConformanceTestingTests",
            dependencies: [
                "ConformanceTesting", "Claims", "Conformance", "Initializers", "Stats", "NumberTypes", "TestSupport",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "RulesFileTests",
            dependencies: [
                "RulesFile", "Claims", "Conformance", "NumberTypes", "Stats", "WeightFiles", "TestSupport",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "CommandTests",
            dependencies: ["glorot", "Initializers", "Report", "TestSupport"],
            swiftSettings: settings
        ),
        // A C program that calls the interface through its header.
        .target(name: "CCaller", path: "Tests/CCaller", cSettings: [.headerSearchPath("../../Sources/CGlorot")]),
        .testTarget(
            name: "GlorotCTests",
            dependencies: ["CCaller", "CGlorot", "GlorotC", "TestSupport"],
            swiftSettings: settings
        ),
    ]
)

// Only Scripts/docs resolves the plugin that builds the documentation; users of the libraries do not need it.
if Context.environment["GLOROT_DOCS"] != nil {
    package.dependencies.append(.package(url: "https://github.com/swiftlang/swift-docc-plugin", exact: "1.5.0"))
}
