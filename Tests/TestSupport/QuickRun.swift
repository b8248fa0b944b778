import Foundation

/// Whether only the quick part of the suite is wanted, as in the debug run of Scripts/test.
public let isQuickRun = ProcessInfo.processInfo.environment["GLOROT_QUICK_TESTS"] != nil
