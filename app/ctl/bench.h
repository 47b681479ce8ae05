// What the benchmarks have in common: a folder to measure in, the probe of the disk, the bare programs, the line of a case
// and the goals it is held against. One thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "ctl/call.h"
#include "ctl/passing_folder.h"
#include "domain/format/node.h"

#include <map>

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
};

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
  // Prints the line of a case, with the slowest probe since the case before it, and its goal when it has one.
  void report(const BenchCase& result);
  // CheckFailed when a case that gave an answer missed its goal; else MissingHere when one with a goal gave none.
  int exitCode() const { return m_exit; }

 private:
  // Bounds of one case; each may be absent.
  struct Goal {
    std::optional<double> ratioAtLeast, ratioAtMost, productAtMost;
  };
  Bench() = default;
  base::Status readGoals(const std::string& path);
  // Adds to the line what was asked for and whether it was reached; what was missed is named on the error stream too.
  void judge(const BenchCase& result, const Goal& goal, bool isAnswer, Document& line);

  std::string m_name, m_program;
  std::unique_ptr<PassingFolder> m_folder;
  std::map<std::string, Goal> m_goals;
  double m_probed = 0;
  int m_exit = 0;
};

double numberIn(const domain::Node& answer, const char* key);

}  // namespace twinlane::ctl
