#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

import ArgumentParser
import Report

/// The process: checks what the runtime needs before it starts.
@main
enum Main {
    static func main() {
        Terminal.reserveStreams()
        if let error = GlorotCommand.unknownSubcommand(CommandLine.arguments.dropFirst()) {
            Terminal.message("Error: \(error)")
            exit(ExitStatus.usage)
        }
        let command: any ParsableCommand
        do {
            command = try GlorotCommand.parseAsRoot()
            // Help and versions need no threads.
            guard command is any AsyncParsableCommand else {
                var command = command
                try command.run()
                exit(EXIT_SUCCESS)
            }
        } catch {
            exit(GlorotCommand.tell(error))
        }
        ProcessResources.manageMemory()
        if let lack = ProcessResources.lack() {
            Terminal.message("Error: \(lack)")
            exit(ExitStatus.internalError)
        }
        // Nothing else uses it: this thread only waits from here on.
        nonisolated(unsafe) let parsed = command
        // Detached from the main actor, whose queue would take another thread.
        Task.detached { exit(await run(parsed)) }
        // All other threads block signals, and the process that started this one may have blocked them here, too.
        var none = sigset_t()
        sigemptyset(&none)
        while true { sigsuspend(&none) }
    }

    /// Runs a command and returns the status to end with.
    private static func run(_ command: any ParsableCommand) async -> Int32 {
        guard var command = command as? any AsyncParsableCommand else { return ExitStatus.internalError }
        do {
            try await command.run()
            return EXIT_SUCCESS
        } catch {
            return GlorotCommand.tell(error)
        }
    }
}
