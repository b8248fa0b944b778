import Foundation

/// Whether to run only the quick part of the suite, as in the debug run of Scripts/test.
public let isQuickRun = ProcessInfo.processInfo.environment["GLOROT_QUICK_TESTS"] != nil

/// Whether to run tests that take minutes each: GLOROT_THOROUGH_TESTS=1. Scripts/test never sets it.
public let isThoroughRun = ProcessInfo.processInfo.environment["GLOROT_THOROUGH_TESTS"] != nil
