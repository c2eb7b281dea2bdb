#include "equivarify/codegen/pytorch/module_answer.hpp"

#include "equivarify/codegen/pytorch/python_text.hpp"
#include "equivarify/codegen/reference/answer_means.hpp"

#include <fmt/format.h>

#include <cstddef>

namespace equivarify::codegen {
namespace {

/// The mean of the terms in the table \p name of `numbers`.
std::string mean_of(Means const& means, std::string const& name) {
  return means.negated.empty()
             ? fmt::format("numbers[:, self.{}].permute(2, 0, 1)", name)
             : fmt::format(
                   "torch.stack([moved(numbers, self.{0}[:, k], self.{0}_negated[:, k]) for "
                   "k in range({1})])",
                   name,
                   means.terms);
}

/// What the construction makes of `numbers`; \p begin is `return` or the start of an assignment.
std::string construction_text(Network const& network, std::string const& begin) {
  Means const means = means_of(*network.construction);
  if (!looks_for_poses(network)) {
    return fmt::format(
        "        {} balanced_mean({}, {})\n", begin, mean_of(means, "mean_terms"), means.terms);
  }
  return fmt::format("        terms = {}\n"
                     "        # Which poses of its coset count for each number.\n"
                     "        kept = torch.stack(is_pose, 1)[:, self.coset].repeat_interleave({}, "
                     "1).permute(2, 0, 1)\n"
                     "        {} balanced_mean(torch.where(kept, terms, torch.zeros(())), "
                     "kept.sum(0))\n",
                     mean_of(means, "mean_terms"),
                     network.construction->classes(),
                     begin);
}

} // namespace

std::string answer_text(Network const& network, std::string const& copies) {
  std::string const numbers = fmt::format("torch.cat({}, 1)", copies);
  if (network.construction && network.outputs.empty()) {
    return fmt::format("        numbers = {}\n", numbers) + construction_text(network, "return");
  }
  if (network.outputs.empty()) {
    return fmt::format("        return {}\n", numbers);
  }
  std::size_t size = 0;
  for (Output const& output : network.outputs) {
    size += output.shape.size();
  }
  std::string text =
      fmt::format("        numbers = {}\n", numbers) +
      (network.construction ? construction_text(network, "numbers =") : std::string{}) +
      "        return {\n";
  for (std::size_t i = 0; i < network.outputs.size(); ++i) {
    Means const means = means_of(network.outputs[i], size);
    text += fmt::format("            {}: balanced_mean({}, {}),\n",
                        python_text(network.outputs[i].name),
                        mean_of(means, fmt::format("mean_terms_{}", i)),
                        means.terms);
  }
  return text + "        }\n";
}

} // namespace equivarify::codegen
