// What the benchmarks have in common: a folder to measure in, the probe of the disk, the bare programs, the line of a case
// and the goals it is held against. One thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "ctl/call.h"
#include "ctl/passing_folder.h"
#include "domain/format/node.h"

#include <map>
#include <set>

namespace twinlane::ctl {

class Document;

double median(std::vector<double> values);
// Of nanoseconds, in microseconds; 0 for none. `share` 0.99 is p99, 1 the largest.
double quantileMicros(std::vector<std::int64_t>& nanos, double share);
// Processor time of this process, user and system.
double cpuSeconds();
std::int64_t residentKilobytes();

struct BenchCase {
  std::string name;
  double product = 0, raw = 0, ratio = 0;
  std::string unit;
  int runs = 1;
  double spread = 0;  // largest ratio less the smallest
  domain::Node stages;  // null: none
  bool isTimed = true;  // a slow disk makes the figure say nothing
  std::string unmeasured = {};  // why there was nothing to measure; empty: there was
};

// Figures of pairs of runs, side by side.
BenchCase compared(std::string name, const char* unit, const std::vector<double>& product, const std::vector<double>& raw);

class Bench {
 public:
  // Of interleaved pairs, where a rate is measured.
  static constexpr int runs = 5;

  // `name` as on the command line; `rawProgram` null when nothing is run beside. Missing without the bare program; BadInput
  // for goals that cannot be read.
  static base::Result<Bench> open(const Call& call, std::string name, const char* rawProgram);
  // An empty place for one run.
  std::string freshFolder(const char* of);
  // Runs the bare program with these arguments; its answer is one JSON document.
  base::Result<domain::Node> runRaw(const std::vector<std::string>& arguments) const;
  // p50 of overwriting 4 KiB and flushing it, in microseconds: what one durable commit cannot be quicker than. A case
  // whose probe was too slow before or after it gives no answer.
  double probeDisk();
  // Prints a line for each case of one measurement, with the slowest probe of the disk since the measurement before it, and
  // its goal when it has one.
  void report(const std::vector<BenchCase>& measured);
  // Cases of this verb that were not asked for: their goals are not missed.
  void leaveOut(const std::vector<std::string>& cases) { m_leftOut.insert(cases.begin(), cases.end()); }
  // After the last case: tells which goals were not asked for, and which there is no case for. CheckFailed for one of the
  // latter or when a case that gave an answer missed its goal; else MissingHere when one with a goal gave none.
  int finish();

 private:
  // Bounds of one case; each may be absent.
  struct Goal {
    std::optional<double> ratioAtLeast, ratioAtMost, productAtMost;
  };
  Bench() = default;
  base::Status readGoals(const std::string& path);
  static base::Result<Goal> goalFrom(const domain::Node& bounds);
  void printLine(const BenchCase& result, double probed);
  // Adds to the line what was asked for and whether it was reached; what was missed is named on the error stream too.
  void judge(const BenchCase& result, const Goal& goal, bool isAnswer, Document& line);

  std::string m_name, m_program;
  std::unique_ptr<PassingFolder> m_folder;
  std::map<std::string, Goal> m_goals;  // by verb and case, "write/in_flight_64"
  std::set<std::string> m_reported, m_leftOut;  // cases
  double m_probed = 0;
  int m_exit = 0;
};

double numberIn(const domain::Node& answer, const char* key);

}  // namespace twinlane::ctl
