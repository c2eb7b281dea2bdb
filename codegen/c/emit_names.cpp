#include "equivarify/codegen/c/emit_names.hpp"

#include "equivarify/codegen/c/emit_source.hpp"
#include "equivarify/codegen/c/text.hpp"
#include "equivarify/codegen/generate/emit_facts.hpp"
#include "equivarify/codegen/generate/names.hpp"

#include <fmt/format.h>

#include <vector>

namespace equivarify::codegen {

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
  std::vector<std::string> elements;
  std::vector<std::string> classes;
  for (std::string const& label : network.labels.element_labels) {
    elements.push_back(to_string_literal(label));
  }
  for (std::string const& label : network.labels.classes) {
    classes.push_back(to_string_literal(label));
  }
  std::string const& name = network.name;
  return fmt::format("const char *const {0}_element_names[{1}] = {{\n{2}}};\n\n"
                     "const char *const {0}_class_names[{3}] = {{\n{4}}};\n\n",
                     name,
                     elements.size(),
                     c_items(elements),
                     classes.size(),
                     c_items(classes));
}

std::string emit_c_header(Plan const& plan, ReferenceWeights<float> const& weights) {
  Network const& network = plan.network;
  return fmt::format(
      "{0}#ifndef {1}_NETWORK_H\n#define {1}_NETWORK_H\n\n#include <stddef.h>\n\n"
      "#ifdef __cplusplus\nextern \"C\" {{\n#endif\n\n"
      "enum {{\n"
      "  {1}_PIXELS = {3}, /* of an image: {4}, channel by channel, row by row */\n"
      "  {1}_ORDER = {5},\n"
      "  {1}_CLASSES = {6},\n"
      "  {1}_LOGITS = {7}, /* the one of element h and class c at h * {1}_CLASSES + c */\n"
      "  {1}_ARENA = {8}   /* floats that one evaluation needs; nothing else is taken from memory "
      "*/\n"
      "}};\n\n"
      "extern const char *const {2}_element_names[{1}_ORDER];\n"
      "extern const char *const {2}_class_names[{1}_CLASSES];\n\n"
      "/* Sets the {1}_LOGITS logits of an image. {2}_forward has an arena of its own and is for "
      "one\n"
      "   thread; {2}_forward_in uses the {1}_ARENA floats at arena, which each thread has for "
      "itself. */\n"
      "void {2}_forward(const float *image, float *logits);\n"
      "void {2}_forward_in(const float *image, float *logits, float *arena);\n\n"
      "#ifdef __cplusplus\n}}\n#endif\n\n#endif\n",
      c_provenance(network),
      to_macro_name(network.name),
      network.name,
      network.input.size(),
      to_string(network.input),
      plan.copies,
      network.labels.classes.size(),
      plan.copies * network.labels.classes.size(),
      c_arena(plan, weights));
}

} // namespace equivarify::codegen
