import ArgumentParser
import GRDB
import Mustache
import Yams
@main struct Sandtable: ParsableCommand { func run() {} }
