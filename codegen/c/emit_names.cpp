#include "equivarify/codegen/c/emit_names.hpp"

#include "equivarify/codegen/c/emit_source.hpp"
#include "equivarify/codegen/c/text.hpp"
#include "equivarify/codegen/generate/emit_facts.hpp"
#include "equivarify/codegen/generate/names.hpp"
#include "equivarify/codegen/reference/answer.hpp"

#include <fmt/format.h>

#include <vector>

namespace equivarify::codegen {
namespace {

/// An array of texts, as the header declares it.
struct Texts {
  std::string name;  ///< after the network's
  std::string count; ///< as a macro, after the network's
  std::vector<std::string> texts;
};

std::vector<Texts> texts_of(Network const& network) {
  std::vector<Texts> all{{"element_names", "ORDER", network.labels.element_labels}};
  if (network.outputs.empty()) {
    all.push_back({"class_names", "CLASSES", network.labels.classes});
  }
  for (Output const& output : network.outputs) {
    if (!output.classes.empty()) {
      all.push_back({output.name + "_names",
                     fmt::format("{}_CLASSES", to_macro_name(output.name)),
                     output.classes});
    }
  }
  return all;
}

/// The lines of the enumeration that say what comes out.
std::string answer_sizes(Network const& network, std::string const& macro) {
  if (network.outputs.empty()) {
    return fmt::format(
        "  {0}_CLASSES = {1},\n"
        "  {0}_LOGITS = {2}, /* the one of element h and class c at h * {0}_CLASSES + "
        "c */\n",
        macro,
        network.labels.classes.size(),
        answer_size(network));
  }
  std::string text =
      fmt::format("  {}_OUTPUTS = {}, /* numbers that come out */\n", macro, answer_size(network));
  std::size_t first = 0;
  for (Output const& output : network.outputs) {
    std::string const name = to_macro_name(output.name);
    text += fmt::format("  {0}_{1}_FIRST = {2}, /* {3}: {4} from here on */\n"
                        "  {0}_{1}_SIZE = {5},\n",
                        macro,
                        name,
                        first,
                        algebra::name_of(output.head.kind()),
                        to_string(output.shape),
                        output.head.size());
    if (!output.classes.empty()) {
      text += fmt::format("  {}_{}_CLASSES = {},\n", macro, name, output.classes.size());
    }
    first += output.head.size();
  }
  return text;
}

} // namespace

std::string c_provenance(Network const& network) {
  std::string const lines = emit_provenance(network);
  std::string text = "/*";
  for (std::size_t begin = 0; begin < lines.size();) {
    std::size_t const end = lines.find('\n', begin);
    text += (begin == 0 ? "" : "\n  ") + lines.substr(begin + 2, end - begin - 2);
    begin = end + 1;
  }
  return text + " */\n";
}

std::string c_names_source(Network const& network) {
  std::string source;
  for (Texts const& array : texts_of(network)) {
    std::vector<std::string> literals;
    for (std::string const& text : array.texts) {
      literals.push_back(to_string_literal(text));
    }
    source += fmt::format("const char *const {}_{}[{}] = {{\n{}}};\n\n",
                          network.name,
                          array.name,
                          literals.size(),
                          c_items(literals));
  }
  return source;
}

std::string emit_c_header(Plan const& plan) {
  Network const& network = plan.network;
  std::string const macro = to_macro_name(network.name);
  std::string names;
  for (Texts const& array : texts_of(network)) {
    names += fmt::format(
        "extern const char *const {}_{}[{}_{}];\n", network.name, array.name, macro, array.count);
  }
  return fmt::format(
      "{0}#ifndef {1}_NETWORK_H\n#define {1}_NETWORK_H\n\n#include <stddef.h>\n\n"
      "#ifdef __cplusplus\nextern \"C\" {{\n#endif\n\n"
      "enum {{\n"
      "  {1}_PIXELS = {3}, /* of an input: {4}, channel by channel, row by row */\n"
      "  {1}_ORDER = {5},\n"
      "{6}"
      "  {1}_ARENA = {7} /* floats that one evaluation needs; nothing else is taken from memory "
      "*/\n"
      "}};\n\n"
      "{8}\n"
      "/* Sets the {9} numbers of the answer to an input. {2}_forward has an arena of its own and "
      "is for one\n"
      "   thread; {2}_forward_in uses the {1}_ARENA floats at arena, which each thread has for "
      "itself. */\n"
      "void {2}_forward(const float *image, float *answer);\n"
      "void {2}_forward_in(const float *image, float *answer, float *arena);\n\n"
      "#ifdef __cplusplus\n}}\n#endif\n\n#endif\n",
      c_provenance(network),
      macro,
      network.name,
      network.input.size(),
      to_string(network.input),
      network.group.order(),
      answer_sizes(network, macro),
      c_arena(plan),
      names,
      answer_size(network));
}

} // namespace equivarify::codegen
