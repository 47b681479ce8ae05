// Both policies, row by row, as they decide: for people who want to read who may do what. Pure; any thread.
#pragma once

#include "domain/format/node.h"

namespace twinlane::security {

// [{"role","command"} or {"role","query","sees_persons"}]: a row for each that is allowed, sorted by role, commands first.
// What a role may ask without seeing persons comes with their names, addresses and free text masked, if it has any.
domain::Node policyTable();

}  // namespace twinlane::security
