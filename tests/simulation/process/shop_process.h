// The parent's end of a shop (child_shop.h): starts it, takes down in a History what it says, ends it. The process ends with this
// value at the latest. One thread.
#pragma once

#include "simulation/oracle/history.h"
#include "simulation/process/child_shop.h"

#include <sys/types.h>

namespace twinlane::simulation {

class ShopProcess {
 public:
  struct Start {
    std::string folder;
    std::uint64_t seed = 0;
    std::size_t from = 0, count = 0;  // numbers in the script
    int tornWrite = 0;                // this write to a file is half done and the last one; 0: none
  };
  ShopProcess(const Start& start, Script& script, History& history);
  ~ShopProcess();
  ShopProcess(const ShopProcess&) = delete;
  ShopProcess& operator=(const ShopProcess&) = delete;

  // Until so many answers came, the time is over, or it ended. False when it ended.
  bool listen(std::size_t answers, int micros);
  // Until so many answers came or it ended, which is false. That none comes for long is a fault, and false too.
  bool hear(std::size_t answers);
  // Held where it is, for a look at its files from outside; what it has said is taken down.
  void hold();
  // SIGKILL, unless it ended before; what it said before that is taken down. Gives the status of waitpid.
  int end();

  std::size_t answers() const { return m_answers; }
  // The number after the last one that was given.
  std::size_t next() const { return m_next; }
  // It fell silent under load, or said something that is no line of a shop.
  const Finding& fault() const { return m_fault; }

 private:
  bool read(int patienceMicros);
  void take(const std::string& line);
  void await(int options);

  Script& m_script;
  History& m_history;
  std::string m_rest;  // of a line that is not whole
  std::size_t m_answers = 0, m_next = 0;
  Finding m_fault;
  int m_pipe = -1;
  pid_t m_child = -1;
  int m_status = 0;  // of waitpid, when there is no child any more
};

}  // namespace twinlane::simulation
