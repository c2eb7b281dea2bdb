#include "equivarify/codegen/commands/output_labels.hpp"

#include "equivarify/codegen/json/problems.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace equivarify::codegen {
namespace {

bool answers_with_a_class(Output const& output) {
  return output.loss == Loss::cross_entropy;
}

std::vector<std::string> names_of_classes(Network const& network) {
  std::vector<std::string> names;
  for (Output const& output : network.outputs) {
    if (answers_with_a_class(output)) {
      names.push_back(output.name);
    }
  }
  return names;
}

[[noreturn]] void refuse(Network const& network, std::string const& found) {
  std::vector<std::string> const names = names_of_classes(network);
  throw InputError{
      {.pointer = "/output",
       .summary = "no labels to count a smallest set for",
       .found = found,
       .expected = names.empty()
                       ? "an output whose answer is one of finitely many classes, with "
                         "\"cross_entropy\" for its loss; or a file with \"group\", \"labels\" and "
                         "\"inputs\""
                       : "--of with " + one_of(names)}};
}

/// What the entries of V are called.
std::vector<std::string> entry_names(Output const& output) {
  std::size_t const cells = output.shape.plane();
  std::vector<std::string> names;
  for (std::size_t i = 0; i < output.shape.size(); ++i) {
    names.push_back(cells == 1
                        ? output.classes[i]
                        : fmt::format("{} in cell {}", output.classes[i / cells], i % cells));
  }
  return names;
}

} // namespace

Output const& class_output(Network const& network, std::string const& name) {
  std::vector<std::string> const names = names_of_classes(network);
  if (name.empty() && names.size() != 1) {
    refuse(network,
           names.empty() ? "outputs that are numbers, or a class for each cell: there are "
                           "infinitely or too many"
                         : fmt::format("{} outputs with classes of their own", names.size()));
  }
  std::string const& wanted = name.empty() ? names.front() : name;
  auto const output = std::find_if(network.outputs.begin(),
                                   network.outputs.end(),
                                   [&](Output const& one) { return one.name == wanted; });
  if (output == network.outputs.end()) {
    refuse(network, fmt::format("no output called {}", in_quotes(wanted)));
  }
  if (!answers_with_a_class(*output)) {
    refuse(
        network,
        fmt::format("the output {}, trained for {}: its answers are no classes of the whole input",
                    in_quotes(wanted),
                    to_string(output->loss)));
  }
  return *output;
}

nlohmann::json labels_of(Output const& output) {
  std::vector<std::string> const names = entry_names(output);
  algebra::SignedRepresentation const& v = output.head.outputs();
  nlohmann::json action = nlohmann::json::object();
  for (algebra::Element const k : v.acting().generators()) {
    // (k v)[i] = v[gather[i]]: the class gather[i] becomes class i.
    std::vector<std::string> images(names.size());
    std::vector<std::uint32_t> const& gather = v.of(k).gather;
    for (std::size_t i = 0; i < gather.size(); ++i) {
      images[gather[i]] = names[i];
    }
    action[v.acting().group().name_of(k)] = images;
  }
  return action.empty() ? nlohmann::json(names)
                        : nlohmann::json{{"set", names}, {"action", action}};
}

} // namespace equivarify::codegen
