import Foundation

/// Whether only the quick part of the suite is wanted, as in the debug run of Scripts/test.
public let isQuickRun = ProcessInfo.processInfo.environment["GLOROT_QUICK_TESTS"] != nil

/// Whether what takes minutes by itself is wanted, which no run of Scripts/test asks for: GLOROT_THOROUGH_TESTS=1.
public let isThoroughRun = ProcessInfo.processInfo.environment["GLOROT_THOROUGH_TESTS"] != nil
