#include "equivarify/codegen/commands/lift_already.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/commands/budget_watch.hpp"
#include "equivarify/codegen/commands/motion_options.hpp"
#include "equivarify/codegen/commands/progress_line.hpp"
#include "equivarify/codegen/refute/map_trial.hpp"
#include "equivarify/runtime/ranks/interruption.hpp"

#include <cstdint>
#include <ostream>

namespace equivarify::codegen {
namespace {

using nlohmann::ordered_json;

/// Where \p motion takes each class, as `labels` of a spec has it.
std::vector<std::uint32_t> images_of(algebra::SignedPermutation const& motion) {
  if (motion.changes_signs()) {
    throw algebra::AlgebraError("--construction already: expected --output permuted:MOTIONS with "
                                "motions that change no signs");
  }
  std::vector<std::uint32_t> images(motion.gather.size());
  for (std::uint32_t i = 0; i < images.size(); ++i) {
    images[motion.gather[i]] = i;
  }
  return images;
}

} // namespace

ordered_json
already_form(AlreadyClaim const& claim, algebra::Group const& group, std::size_t classes) {
  ordered_json form{
      {"subgroup", claim.subgroup.empty() ? group.generator_names() : claim.subgroup}};
  if (claim.labels.empty()) {
    return form;
  }
  algebra::ArrayShape const shape{static_cast<std::uint32_t>(classes), 1, 1};
  nlohmann::json const motions = motions_from(claim.labels, group);
  for (auto const& [element, motion] : motions.items()) {
    std::string const text = motion.is_string() ? motion.get<std::string>() : motion.dump();
    form["labels"][element] = images_of(motion_from(text, shape));
  }
  return form;
}

ExitCode already_holds(LiftedNetwork const& lifted,
                       SpecFrame const& frame,
                       ProofTime const& time,
                       Console& console) {
  require_finite_weights(lifted);
  Network const network =
      parse_unwritten(spec_text(lifted, frame), frame.name + ".json (not written)");
  runtime::Interruption const interruption;
  ProgressLine line{console, time.progress};
  ClaimCheck const check = judge_claim_with(
      network, weights_of(network, lifted), network.seed, budget_watch(time.budget_seconds, line));
  line.clear();
  console.out << to_text(check);
  if (check.holds()) {
    return ExitCode::done;
  }
  console.out << "no spec is written\n";
  bool const is_unfinished = check.verdict() == ClaimVerdict::unfinished;
  return is_unfinished ? ExitCode::unfinished : ExitCode::refuted;
}

} // namespace equivarify::codegen
