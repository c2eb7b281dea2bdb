/// \file
/// What definition 3.0.3 says of small candidates, tried out.
#ifndef EQUIVARIFY_TESTS_EXPLORE_TRUTH_HPP
#define EQUIVARIFY_TESTS_EXPLORE_TRUTH_HPP

#include "equivarify/algebra/equivarifications/input_class.hpp"

#include <utility>

#include "explore/small_candidates.hpp"

namespace equivarify::algebra {

/// The sets of classes of subgroups, each as a class of inputs; all of them is the absolute one.
inline std::vector<InputClass> all_input_classes(Group const& group) {
  std::vector<SubgroupClass> const classes = subgroup_classes(group);
  std::vector<InputClass> result;
  for (std::size_t bits = 1; bits < std::size_t{1} << classes.size(); ++bits) {
    std::vector<Subgroup> chosen;
    for (std::size_t i = 0; i < classes.size(); ++i) {
      if ((bits >> i & 1U) != 0) {
        chosen.push_back(classes[i].representative);
      }
    }
    result.push_back(inputs_with_stabilizers(chosen));
  }
  result.back() = all_inputs(group);
  return result;
}

/// What the definition says of one candidate: for each class of subgroups, whether all maps lift.
class Truth {
public:
  explicit Truth(LabelledSet const& w) : onto_{is_onto(w)} {
    for (SubgroupClass const& members : subgroup_classes(w.set.group())) {
      lift_.emplace_back(members.representative, all_maps_lift(w, members.representative));
    }
  }

  [[nodiscard]] bool all_lift(Subgroup const& h) const {
    for (auto const& [subgroup, all] : lift_) {
      if (subgroup == h) {
        return all;
      }
    }
    throw InternalError("no such class");
  }

  [[nodiscard]] bool holds(InputClass const& inputs) const {
    return onto_ && std::all_of(inputs.subgroups.begin(),
                                inputs.subgroups.end(),
                                [this](Subgroup const& h) { return all_lift(h); });
  }

  /// The points of the smallest X with a map that does not lift, or nothing.
  [[nodiscard]] std::uint32_t smallest_failure(InputClass const& inputs) const {
    std::uint32_t least = 0;
    for (Subgroup const& h : inputs.subgroups) {
      if (!all_lift(h) && (least == 0 || h.index() < least)) {
        least = h.index();
      }
    }
    return least;
  }

private:
  bool onto_;
  std::vector<std::pair<Subgroup, bool>> lift_;
};

} // namespace equivarify::algebra

#endif
