// swift-tools-version: 6.3

import PackageDescription

let package = Package(
    name: "glorot-examples",
    platforms: [.macOS(.v15)],
    products: [.library(name: "TinyML", targets: ["TinyML"])],
    dependencies: [.package(name: "glorot", path: "..")],
    targets: [
        // Somebody's library, which knows nothing of glorot ...
        .target(name: "TinyML"),
        // ... and its tests, which do.
        .testTarget(
            name: "TinyMLTests",
            dependencies: ["TinyML", .product(name: "ConformanceTesting", package: "glorot")]
        ),
    ]
)
