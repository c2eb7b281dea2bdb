#include "equivarify/codegen/agree/agreement_text.hpp"

#include "equivarify/codegen/agree/choices.hpp"
#include "equivarify/codegen/text/numbers.hpp"
#include "equivarify/codegen/text/table.hpp"

#include <fmt/format.h>

#include <limits>

namespace equivarify::codegen {
namespace {

std::string title(AgreementContext const& context, Agreement const& agreement) {
  Network const& network = context.network;
  return fmt::format(
      "{}: {} input{} ({}), and each moved by the {} elements of {}; batches of {}, {} "
      "thread{}\n\n",
      network.name,
      agreement.inputs,
      agreement.inputs == 1 ? "" : "s",
      context.inputs,
      network.group.order(),
      network.group.name(),
      context.settings.batch,
      context.settings.threads,
      context.settings.threads == 1 ? "" : "s");
}

/// How engine number \p index is called in the table of pairs.
std::string letter(std::size_t index) {
  constexpr std::size_t letters = 26;
  return index < letters ? std::string(1, static_cast<char>('A' + index))
                         : fmt::format("{}", index + 1);
}

std::string engines_table(AgreementContext const& context, Agreement const& agreement) {
  TableRows rows{{"", "engine", "", "f(g x), g f(x): bits", "numbers", "largest difference"}};
  for (std::size_t i = 0; i < context.engines.size(); ++i) {
    Defect const& defect = agreement.defects[i];
    rows.push_back(
        {letter(i),
         context.engines[i].name,
         context.engines[i].kind,
         grouped(defect.numbers.differing_bits),
         fmt::format("{} of {}", grouped(defect.differing_numbers), grouped(defect.numbers.values)),
         fmt::format("{:.3g}", defect.numbers.largest_difference)});
  }
  return table(rows, {{Side::left}, {Side::left}, {Side::left}, {Side::right}});
}

std::string ulps(std::uint64_t count) {
  return count == std::numeric_limits<std::uint64_t>::max() ? "no number" : grouped(count);
}

std::string pairs_table(Agreement const& agreement) {
  TableRows rows{{"", "", "largest difference", "ULP", "ULP of the largest", "same answer", ""}};
  for (PairAgreement const& pair : agreement.pairs) {
    rows.push_back(
        {letter(pair.first),
         letter(pair.second),
         fmt::format("{:.3g}", pair.largest_difference),
         ulps(pair.largest_ulps),
         fmt::format("{:.3g}", pair.ulps_of_largest()),
         pair.choices == 0
             ? "-"
             : fmt::format("{} of {}", grouped(pair.same_choices), grouped(pair.choices)),
         pair.agrees() ? "agree" : "differ"});
  }
  TableColumn const left{Side::left};
  TableColumn const right{Side::right};
  return table(rows, {left, left, right, right, right, right, left});
}

/// Where \p pair differs most, and where it parts.
std::string difference_text(AgreementContext const& context, PairAgreement const& pair) {
  if (pair.agrees()) {
    return "";
  }
  DifferingNumber const& worst = *pair.worst;
  Network const& network = context.network;
  std::string text =
      fmt::format("{} and {}: {} of {} numbers differ, most {} for input {}{}: {} and {}\n",
                  letter(pair.first),
                  letter(pair.second),
                  grouped(pair.outside),
                  grouped(pair.numbers),
                  entry_name(network, worst.entry),
                  worst.input + 1,
                  worst.g ? fmt::format(" moved by {}", network.group.name_of(*worst.g)) : "",
                  worst.first,
                  worst.second);
  if (pair.parts_at) {
    text += fmt::format("  there they part in the layer {}\n", *pair.parts_at);
  } else if (pair.layers_compared > 0) {
    text += fmt::format("  the {} layers that both show are the same there, up to rounding\n",
                        pair.layers_compared);
  } else if (!pair.hidden.empty()) {
    text += fmt::format("  the layer in which they part is not known: {}\n", pair.hidden);
  }
  return text;
}

std::string tolerance_text(Agreement const& agreement) {
  return fmt::format("Numbers may differ: {}{}.\n",
                     to_string(agreement.tolerance),
                     agreement.default_tolerance ? ", which is 10^-4 of the largest of A" : "");
}

} // namespace

std::string to_text(AgreementContext const& context, Agreement const& agreement) {
  std::string text = title(context, agreement) + engines_table(context, agreement) + "\n" +
                     pairs_table(agreement) + "\n";
  for (PairAgreement const& pair : agreement.pairs) {
    text += difference_text(context, pair);
  }
  return text + tolerance_text(agreement);
}

} // namespace equivarify::codegen
