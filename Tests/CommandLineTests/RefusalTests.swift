import Archive
import Foundation
import Testing

/// The machine says no: the result is printed all the same, and nothing kept before is lost.
@Suite("When the machine refuses, a run")
struct RefusalTests {
  private static let drill = "ups-failure-winter-night"

  @Test(
    "still prints its result and ends with 74: the archive",
    arguments: [
      "/dev/null/a.sqlite", "/proc/a.sqlite", "folder", "text", "foreign.sqlite", "cut.sqlite",
    ])
  func archives(path: String) throws {
    let folder = try Folder.withScenarios()
    try FileManager.default.createDirectory(
      atPath: folder.path("folder"), withIntermediateDirectories: true)
    try folder.write(String(repeating: "text ", count: 2000), to: "text")
    try makeArchives(in: folder)
    let before = try contents(path, in: folder)
    let ending = try Command.run(["run", Self.drill, "--archive", path], in: folder)
    #expect(ending.status == 74)
    #expect(ending.err.contains("error: "))
    #expect(ending.out.contains("seed 1"))
    #expect(folder.has("out/\(Self.drill)-seed-1.en.html"))
    #expect(try contents(path, in: folder) == before)
    // An archive that is not there has no runs; one that is there and broken is refused.
    let exists = FileManager.default.fileExists(
      atPath: path.hasPrefix("/") ? path : folder.path(path))
    let list = try Command.run(["runs", "--archive", path], in: folder)
    #expect(list.status == (exists ? 74 : 0))
    #expect(list.out == (exists ? "" : "no runs\n"))
    let report = try Command.run(["report", "1", "--archive", path], in: folder)
    #expect(report.status == (exists ? 74 : 65))
    #expect(report.out.isEmpty)
  }

  @Test(
    "still prints and archives its result and ends with 74: the report",
    arguments: ["/dev/null/out", "/proc/out", "file"])
  func reports(path: String) throws {
    let folder = try Folder.withScenarios()
    try folder.write("a file", to: "file")
    let ending = try Command.run(
      ["run", Self.drill, "--archive", "a.sqlite", "--report", path], in: folder)
    #expect(ending.status == 74)
    #expect(ending.out.contains("seed 1"))
    #expect(try Archive(path: folder.path("a.sqlite")).runs().count == 1)
  }

  @Test(
    "is told in the reader's language, the system's words too", arguments: ["/proc/out", "file"])
  func chinese(path: String) throws {
    let folder = try Folder.withScenarios()
    try folder.write("a file", to: "file")
    let ending = try Command.run(
      ["run", Self.drill, "--no-archive", "--report", path, "--lang", "zh"], in: folder)
    let last = ending.err.split(separator: "\n").last ?? ""
    #expect(ending.status == 74)
    #expect(!last.contains { $0.isASCII && $0.isLetter }, "\(last)")
  }

  @Test("archives its result and ends with 74: standard output", arguments: [">/dev/full", ">&-"])
  func output(redirection: String) throws {
    let folder = try Folder.withScenarios()
    let ending = try Command.shell(
      "$SANDTABLE run \(Self.drill) --archive a.sqlite \(redirection)", in: folder)
    #expect(ending.status == 74)
    #expect(try Archive(path: folder.path("a.sqlite")).runs().count == 1)
  }

  @Test("ends quietly when the reader of its pipe has gone, and is archived")
  func brokenPipe() throws {
    let folder = try Folder.withScenarios()
    let ending = try Command.shell(
      "$SANDTABLE run \(Self.drill) --verbose --archive a.sqlite | true; exit ${PIPESTATUS[0]}",
      in: folder)
    #expect([0, 1].contains(ending.status))
    #expect(!ending.err.contains("error"))
    #expect(try Archive(path: folder.path("a.sqlite")).runs().count == 1)
  }

  @Test(
    "ends with 74 when files may not grow, and loses nothing kept before", arguments: [1, 16, 64])
  func fileLimit(kilobytes: Int) throws {
    let folder = try Folder.withScenarios()
    let first = try Command.run(["run", Self.drill, "--archive", "a.sqlite"], in: folder)
    #expect([0, 1].contains(first.status))
    let ending = try Command.shell(
      "ulimit -f \(kilobytes); $SANDTABLE run \(Self.drill) --archive a.sqlite --report small",
      in: folder)
    #expect(ending.status == 74)
    let archive = try Archive(path: folder.path("a.sqlite"))
    #expect(try archive.faults().isEmpty)
    // The last one lets the archive grow by a run, but not the report.
    let isKept = ending.err.contains("run 2, kept")
    #expect(!isKept || kilobytes == 64)
    #expect(try archive.runs().count == (isKept ? 2 : 1))
    _ = try archive.run(1)
    let halves = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
      .filter { $0.hasPrefix("small") }
      .flatMap { try FileManager.default.contentsOfDirectory(atPath: folder.path($0)) }
    #expect(halves.isEmpty)
  }

  @Test("ends with 74 on a full disk, and loses nothing kept before", .enabled(if: canMount))
  func fullDisk() throws {
    let folder = try Folder.withScenarios()
    // A file system of two megabytes in a name space of its own; gone with the shell.
    let ending = try Command.shell(
      """
      unshare --mount --map-root-user bash -c '
        mkdir disk && mount -t tmpfs -o size=2600k none disk || exit 99
        head -c 500K /dev/zero > disk/room
        for seed in $(seq 60); do
          $SANDTABLE run \(Self.drill) --seed $seed --archive disk/a.sqlite --no-report >/dev/null
          status=$?
          [ $status -le 1 ] && kept=$seed || break
        done
        echo $status $kept
        # To the last byte: no room for what SQLite keeps beside the file either.
        cat /dev/zero > disk/rest 2>/dev/null
        $SANDTABLE runs --json --archive disk/a.sqlite | grep -c digest
        $SANDTABLE report 1 --archive disk/a.sqlite > reports; echo $?
        $SANDTABLE run \(Self.drill) --archive disk/a.sqlite --no-report 2>&1 >/dev/null \
          | grep -c "error: the disk is full"
        # With room for the log of it runs can be deleted, and another takes their place.
        rm disk/room
        $SANDTABLE runs --delete 1 --delete 2 --archive disk/a.sqlite >/dev/null; echo $?
        $SANDTABLE runs --json --archive disk/a.sqlite | grep -c digest
        $SANDTABLE run \(Self.drill) --archive disk/a.sqlite --no-report >/dev/null; echo $(($? < 2))
      '
      """, in: folder)
    let words = ending.out.split { $0 == " " || $0 == "\n" }.map(String.init)
    #expect(words.count == 8, "\(ending)")
    let kept = words.count > 1 ? Int(words[1]) ?? 0 : 0
    #expect(
      words == ["74", "\(kept)", "\(kept)", "0", "1", "0", "\(kept - 2)", "1"], "\(ending)")
  }

  static var canMount: Bool {
    do {
      let folder = try Folder()
      let ending = try Command.shell(
        "unshare --mount --map-root-user mount -t tmpfs none \(folder.url.path)", in: folder)
      return ending.status == 0
    } catch {
      return false
    }
  }

  private func makeArchives(in folder: Folder) throws {
    let ending = try Command.shell(
      """
      $SANDTABLE run \(Self.drill) --no-report --archive whole.sqlite >/dev/null
      head -c 9000 whole.sqlite > cut.sqlite
      head -c 50 whole.sqlite > foreign.sqlite
      head -c 8192 /dev/zero | tr '\\0' x >> foreign.sqlite
      rm -f whole.sqlite*
      """, in: folder)
    #expect(ending.status == 0)
  }

  private func contents(_ path: String, in folder: Folder) throws -> Data? {
    var isFolder: ObjCBool = false
    let there = FileManager.default.fileExists(atPath: folder.path(path), isDirectory: &isFolder)
    guard there, !isFolder.boolValue else { return nil }
    return try Data(contentsOf: URL(fileURLWithPath: folder.path(path)))
  }
}
