// swift-tools-version: 6.3

import PackageDescription

let package = Package(
    name: "glorot-examples",
    platforms: [.macOS(.v15)],
    products: [.library(name: "TinyML", targets: ["TinyML"])],
    dependencies: [.package(name: "glorot", path: "..")],
    targets: [
        // A library that knows nothing about glorot ...
        .target(name: "TinyML"),
        // ... and its tests, which do.
        .testTarget(
            name: "TinyMLTests",
            dependencies: ["TinyML", .product(name: "ConformanceTesting", package: "glorot")]
        ),
    ]
)
