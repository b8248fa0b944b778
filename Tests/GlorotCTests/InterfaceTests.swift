import CCaller
import GlorotC
import TestSupport
import Testing

/// The interface for C, called from a C program through the distributed header.
@Suite struct InterfaceTests {
    @Test(.tags(.property)) func `the library has its header's interface`() {
        #expect(failure(check_versions()) == nil)
    }

    @Test(.tags(.statistical)) func `what is drawn into memory conforms there`() {
        #expect(failure(check_sound_draws()) == nil)
    }

    @Test(.tags(.negativeControl)) func `a deviation is told in every format`() {
        #expect(failure(check_deviation()) == nil)
    }

    @Test(.tags(.property)) func `rules hold for tensors in memory as for those of a file`() {
        #expect(failure(check_rules()) == nil)
    }

    @Test(.tags(.property)) func `either order of axes is read where it lies`() {
        #expect(failure(check_orders()) == nil)
    }

    @Test(.tags(.property)) func `laws are identified, explained and listed`() {
        #expect(failure(check_identify_explain_list()) == nil)
    }

    @Test(.tags(.negativeControl)) func `wrong options have a status and a message`() {
        #expect(failure(check_errors()) == nil)
    }

    @Test(.tags(.negativeControl)) func `a tensor that is described wrongly is not read`() {
        #expect(failure(check_hostile_tensors()) == nil)
    }

    @Test(.tags(.property)) func `several threads get the same answers`() { #expect(failure(check_threads()) == nil) }

    @Test(.tags(.property)) func `files are read by the caller's functions`() { #expect(failure(check_store()) == nil) }

    private func failure(_ text: UnsafePointer<CChar>?) -> String? { text.map { String(cString: $0) } }
}
