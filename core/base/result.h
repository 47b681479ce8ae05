// How a room answers when it can fail: a value or an Error, never an exception across a room's border.
// Owner: plain values; any thread. An Error names what happened, where, and what the person can do about it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <tl/expected.hpp>

namespace twinlane::base {

enum class ErrorCode {
  BadInput,   // wrong usage, a malformed file, field or profile
  NotFound,   // a file, order, product or view that is not there
  Missing,    // something this machine lacks (a library, a display, a zone)
  InUse,      // the data folder has another owner
  Damaged,    // the journal fails a check
  Newer,      // made by a newer version; left untouched
  Foreign,    // a file that is not ours; left untouched
  Denied,     // file permissions
  DiskFull,
  Io,
  Conflict,   // the store refused a condition
  Fenced,     // another writer opened the journal after us
  Unknown,    // the outcome of a commit could not be learnt
  TimedOut,
  OverBudget,  // a question took longer than it may
  Stopped,
};

struct Error {
  ErrorCode code = ErrorCode::Io;
  std::string what;
  std::string where;
  std::string remedy;
  std::optional<std::size_t> position = {};  // of a fault in one text that was given: characters before it
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string what, std::string where = {}, std::string remedy = {}) {
  return tl::unexpected<Error>(Error{code, std::move(what), std::move(where), std::move(remedy)});
}

// The name used as "code" in printed JSON.
const char* name(ErrorCode code);

}  // namespace twinlane::base
