// Passes facts on and is killed after so many commits: what comes then is not stored. One thread.
#pragma once

#include "command/facts.h"

namespace twinlane::tests {

struct DyingSink final : command::FactSink {
  command::FactSink& sink;
  std::size_t left;
  DyingSink(command::FactSink& to, std::size_t most) : sink(to), left(most) {}
  std::future<base::Result<command::FactReceipt>> post(command::FactChunk chunk) override {
    if (left > 0 && left--) return sink.post(std::move(chunk));
    std::promise<base::Result<command::FactReceipt>> killed;
    killed.set_value(base::fail(base::ErrorCode::Io, "killed"));
    return killed.get_future();
  }
};

}  // namespace twinlane::tests
