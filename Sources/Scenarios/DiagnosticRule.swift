/// Every rule that a file can break, by its stable name.
package enum DiagnosticRule: String, CaseIterable, Sendable {
  // The file as a file.
  case missingFile = "missing-file"
  case unreadableFile = "unreadable-file"
  case notAFile = "not-a-file"
  case fileTooLarge = "file-too-large"
  case notUTF8 = "not-utf-8"
  case outsideFolder = "outside-folder"
  case unknownKind = "unknown-kind"
  case tooManyDiagnostics = "too-many"
  // Its syntax.
  case syntax
  case yamlBomb = "yaml-bomb"
  case duplicateKey = "duplicate-key"
  case unknownKey = "unknown-key"
  case missingKey = "missing-key"
  case wrongType = "wrong-type"
  // Its values.
  case badName = "bad-name"
  case badNumber = "bad-number"
  case wrongUnit = "wrong-unit"
  case negativeDuration = "negative-duration"
  case badDuration = "bad-duration"
  case badShare = "bad-share"
  case badLaw = "bad-law"
  case badTime = "bad-time"
  case badRange = "bad-range"
  case badShift = "bad-shift"
  case badNeeds = "bad-needs"
  case badMatrix = "bad-matrix"
  case badCondition = "bad-condition"
  case unknownWord = "unknown-word"
  case outOfRange = "out-of-range"
  // Names and what they refer to.
  case duplicateName = "duplicate-name"
  case unknownReference = "unknown-reference"
  case unknownPath = "unknown-path"
  case unusedTemplate = "unused-template"
  case cyclicTemplate = "cyclic-template"
  case cyclicDependency = "cyclic-dependency"
  case tooMany = "too-many-rows"
  // What a drill makes of them.
  case keyPostAlone = "key-post-alone"
  case shiftGap = "shift-gap"
  case fewCopies = "few-copies"
  case nobodySkilled = "nobody-skilled"
  case badTarget = "bad-target"
  case emptyRole = "empty-role"
  case horizon
  case lateInject = "late-inject"
}
