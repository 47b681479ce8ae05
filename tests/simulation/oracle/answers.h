// All that an engine answers to those who read, as text to compare: lists, counts, documents, revenue, figures and the log,
// without what tells the time of asking. One thread.
#pragma once

#include "engine/engine.h"

namespace twinlane::simulation {

struct ReadAnswer {
  std::string question;
  std::optional<std::string> text;  // nothing: it was an error
  std::string error;
};

std::vector<ReadAnswer> answersOf(engine::Engine& engine);

// The first line in which two texts differ, in words.
std::string firstDifference(const std::string& expected, const std::string& found);

}  // namespace twinlane::simulation
