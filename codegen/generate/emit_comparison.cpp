#include "equivarify/codegen/generate/emit_comparison.hpp"

#include "equivarify/codegen/generate/c_names.hpp"
#include "equivarify/codegen/generate/names.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace equivarify::codegen {

namespace {

/// {0} is the name of the network, {1} its namespace, {2} the tensors in the order of the input
/// file.
constexpr char const* program = R"(#include "{0}.hpp"

#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {{

std::vector<std::string_view> const tensors{{{2}}};

using Model = {1}::Model;

std::vector<float> read_floats(std::istream& file, std::size_t count) {{
  std::vector<float> values(count);
  file.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(count * sizeof(float)));
  return values;
}}

}} // namespace

int main(int, char** arguments) {{
  std::ifstream input(arguments[1], std::ios::binary);
  std::ofstream output(arguments[2], std::ios::binary);
  std::size_t const count = std::stoul(arguments[3]);
  auto weights = std::make_unique<Model::Weights>();
  auto const parameters = Model::parameters(*weights);
  for (std::string_view const tensor : tensors) {{
    for (auto const& parameter : parameters) {{
      if (parameter.name == tensor) {{
        {1}::rt::from_file_order(parameter, read_floats(input, parameter.values.size()));
      }}
    }}
  }}
  std::size_t const size = Model::channels * Model::rows * Model::columns;
  std::vector<float> const images = read_floats(input, count * size);
  {1}::rt::ThreadPool pool(1);
  Model::Engine engine(pool);
  engine.load(*weights);
  std::vector<float> turned(images.size());
  std::vector<float> answers(count * Model::output_size);
  auto const evaluate = [&](std::vector<float> const& values) {{
    engine.forward(values, answers);
    output.write(reinterpret_cast<char const*>(answers.data()), static_cast<std::streamsize>(answers.size() * sizeof(float)));
  }};
  evaluate(images);
  for (std::size_t g = 0; g < Model::order; ++g) {{
    for (std::size_t i = 0; i < images.size(); ++i) {{
      turned[i] = {1}::rt::moved_entry<Model>(images.data() + (i - i % size), g, i % size);
    }}
    evaluate(turned);
  }}
  return input && output.flush() ? 0 : 1;
}}
)";

} // namespace

std::string emit_comparison(std::string const& name, std::vector<std::string> const& tensors) {
  std::vector<std::string> literals;
  for (std::string const& tensor : tensors) {
    literals.push_back(fmt::format("std::string_view{{{}}}", to_string_literal(tensor)));
  }
  return fmt::format(fmt::runtime(program), name, namespace_of(name), fmt::join(literals, ", "));
}

} // namespace equivarify::codegen
