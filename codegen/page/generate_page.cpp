#include "equivarify/codegen/page/generate_page.hpp"

#include "equivarify/codegen/generate/c_names.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/page/base64.hpp"
#include "equivarify/codegen/page/page_facts.hpp"
#include "equivarify/codegen/page/parts.hpp"
#include "equivarify/codegen/page/web_assembly.hpp"
#include "equivarify/codegen/reference/write_weights.hpp"
#include "equivarify/codegen/spec/plain_block.hpp"

#include <fmt/format.h>

#include <map>
#include <stdexcept>
#include <string_view>

namespace equivarify::codegen {
namespace {

constexpr char const* refusal = "no page can be made";

void require_picture(Network const& network) {
  if (network.input.channels != 1 || network.input.depth != 1) {
    throw InputError{{.pointer = "/input/shape",
                      .summary = refusal,
                      .found = network.input.depth == 1
                                   ? fmt::format("{} channels", network.input.channels)
                                   : fmt::format("volumes of {}", to_string(network.input)),
                      .expected = "1 channel: a page shows and draws grey pictures"}};
  }
}

/// The template with each `{{name}}` replaced by what \p parts has under that name.
std::string filled_in(std::string_view text,
                      std::map<std::string_view, std::string_view> const& parts) {
  std::string page;
  for (std::size_t end = 0; end < text.size();) {
    std::size_t const begin = text.find("{{", end);
    page += text.substr(end, begin - end);
    if (begin == std::string_view::npos) {
      break;
    }
    end = text.find("}}", begin) + 2;
    page += parts.at(text.substr(begin + 2, end - begin - 4));
  }
  return page;
}

} // namespace

Page generate_page(Network const& network, PageOptions const& options) {
  require_joint(network, refusal);
  require_one_array(network, refusal);
  require_no_signs(network, refusal);
  require_picture(network);
  Page page{.generation =
                generate(network,
                         {.purpose = Purpose::inference,
                          .lower = options.lower,
                          .single = {.threads = false, .files = false, .exceptions = false},
                          .compare = options.compare})};
  std::string const code =
      compile_web_assembly(page.generation.files.front().text, namespace_of(network.name));
  std::string const weights = encode_weights(
      network, options.weights ? *options.weights : random_weights<float>(network, network.seed));
  page.code_bytes = code.size();
  page.weight_bytes = weights.size();
  PageParts const& parts = page_parts();
  std::string const facts = page_facts(network, options.weights.has_value());
  std::string const code_text = to_base64(code);
  std::string const weights_text = to_base64(weights);
  page.generation.files = {{network.name + ".html",
                            filled_in(parts.page,
                                      {{"style", parts.style},
                                       {"network", parts.network},
                                       {"picture", parts.picture},
                                       {"ring", parts.ring},
                                       {"table", parts.table},
                                       {"play", parts.play},
                                       {"facts", facts},
                                       {"code", code_text},
                                       {"weights", weights_text}})}};
  return page;
}

} // namespace equivarify::codegen
