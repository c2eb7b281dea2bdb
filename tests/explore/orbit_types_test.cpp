/// \file
/// The classes of candidates, against the definition tried out and against their counts.
#include "equivarify/algebra/equivarifications/orbit_types.hpp"

#include "equivarify/algebra/equivarifications/classification.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "explore/truth.hpp"

namespace equivarify::algebra {
namespace {

/// What is added, so that it can be compared: the stabilizer, the labels, how often.
using Added = std::vector<std::tuple<std::string, LabelMap, std::uint64_t>>;

Added added_to(CandidateClass const& found) {
  Added result;
  for (OrbitType const& type : found.added) {
    result.emplace_back(type.orbit.subgroup.to_string(), type.orbit.labels, type.times);
  }
  return result;
}

TEST(OrbitTypes, DecideAsTheDefinitionDoes) {
  for (SmallCase const& small : small_cases()) {
    for (LabelledSet const& w : all_candidates(small.group, small.labels, small.points)) {
      EXPECT_EQ(class_of(to_candidate(w)).is_equivarification,
                Truth{w}.holds(all_inputs(small.group)));
    }
  }
}

/// All candidates are listed, many of each class: there are as many classes as are counted.
TEST(OrbitTypes, TellExactlyTheClassesApart) {
  for (SmallCase const& small : small_cases()) {
    std::set<Added> classes;
    for (LabelledSet const& w : all_candidates(small.group, small.labels, small.points)) {
      CandidateClass const found = class_of(to_candidate(w));
      if (found.is_equivarification) {
        classes.insert(added_to(found));
      }
    }
    Classification const all{small.group, small.labels};
    EXPECT_EQ(classes.size(), all.counts(small.points, small.points).front());
  }
}

} // namespace
} // namespace equivarify::algebra
