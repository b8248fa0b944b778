// swift-tools-version: 6.3

import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

// libFuzzer provides the main function, so the executables are parsed as libraries:
// `swift build -c release --sanitize fuzzer` does that by itself.
let weightFiles: Target.Dependency = .product(name: "WeightFiles", package: "glorot")
let numberTypes: Target.Dependency = .product(name: "NumberTypes", package: "glorot")

let package = Package(
    name: "glorot-fuzz",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "glorot", path: "..")],
    targets: [
        .target(name: "FuzzSupport", dependencies: [numberTypes, weightFiles], swiftSettings: settings),
        .executableTarget(
            name: "FuzzNPY",
            dependencies: ["FuzzSupport", numberTypes, weightFiles],
            swiftSettings: settings
        ),
        .executableTarget(name: "FuzzNPZ", dependencies: ["FuzzSupport", weightFiles], swiftSettings: settings),
        .executableTarget(
            name: "FuzzSafetensors",
            dependencies: ["FuzzSupport", weightFiles],
            swiftSettings: settings
        ),
        .executableTarget(name: "FuzzOthers", dependencies: ["FuzzSupport", weightFiles], swiftSettings: settings),
        .executableTarget(name: "FuzzKeras", dependencies: ["FuzzSupport", weightFiles], swiftSettings: settings),
        .executableTarget(name: "FuzzTorch", dependencies: ["FuzzSupport", weightFiles], swiftSettings: settings),
        .executableTarget(
            name: "FuzzClaims",
            dependencies: [
                .product(name: "Claims", package: "glorot"), .product(name: "Stats", package: "glorot"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "FuzzExpectations",
            dependencies: [
                "FuzzSupport", .product(name: "RulesFile", package: "glorot"),
                .product(name: "Conformance", package: "glorot"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "FuzzSummary",
            dependencies: [
                weightFiles, .product(name: "RulesFile", package: "glorot"),
                .product(name: "Conformance", package: "glorot"), .product(name: "Report", package: "glorot"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "FuzzInterface",
            dependencies: ["FuzzSupport", .product(name: "GlorotC", package: "glorot")],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "FuzzPlain",
            dependencies: ["FuzzSupport", numberTypes, weightFiles],
            swiftSettings: settings
        ),
    ]
)
