#include "equivarify/runtime/integer/definition_check.hpp"

#include "equivarify/runtime/evaluation/input_action.hpp"
#include "equivarify/runtime/evaluation/turned_images.hpp"
#include "equivarify/runtime/integer/definition.hpp"

#include <vector>

namespace equivarify::runtime {

namespace {

/// The logits at g x by the definition, for as many images from \p begin on as \p answers holds.
void answer_by_definition(IntegerNetwork const& network,
                          Dataset const& data,
                          std::size_t begin,
                          std::size_t element,
                          ThreadPool& pool,
                          std::span<float> answers) {
  Description const& description = network.description();
  std::size_t const size = description.output_size();
  pool.run(answers.size() / size, [&](std::size_t n, std::size_t /*thread*/) {
    std::vector<float> image(data.input_size());
    std::vector<float> moved(data.input_size());
    data.input(begin + n, image);
    move_input(description, element, image, moved);
    network.to_logits(evaluate_by_definition(network.weights(), description, moved),
                      answers.subspan(n * size, size));
  });
}

} // namespace

std::optional<DefinitionReport> check_definition(IntegerNetwork& network,
                                                 TriedImages const& tried,
                                                 ThreadPool& pool,
                                                 GoesOn const& goes_on) {
  DefinitionReport report;
  TurnedImages turned(network, tried.data);
  std::vector<float> expected;
  for (std::size_t begin = tried.images.first; begin < tried.images.end;
       begin += TurnedImages::batch) {
    for (std::size_t const g : tried.elements) {
      if (!goes_on(begin)) {
        return {};
      }
      std::span<float const> const found = turned.answers(begin, g);
      expected.resize(found.size());
      answer_by_definition(network, tried.data, begin, g, pool, expected);
      for (std::size_t i = 0; i < found.size(); ++i) {
        report.values += 1;
        report.differing += found[i] == expected[i] ? 0U : 1U;
      }
    }
  }
  return report;
}

} // namespace equivarify::runtime
