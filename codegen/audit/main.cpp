#include "equivarify/codegen/audit/audit.hpp"
#include "equivarify/codegen/audit/proof/refusal.hpp"

#include <cerrno>
#include <exception>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

namespace {

constexpr char const* usage =
    "Usage: equivarify-audit CERTIFICATE [SPEC]\n"
    "\n"
    "Replays a certificate of `equivarify verify SPEC --certificate CERTIFICATE`: the digest of "
    "the\n"
    "spec, the axioms of the group and of the action, the kernel, the number of parameters, and\n"
    "every step of every proof, by a table of theorems of its own. Where a proof needs layers to\n"
    "commute, compares what each of their outputs is made of. Prints what is supposed and not\n"
    "checked. With SPEC, checks that the certificate is about that spec.\n"
    "\n"
    "Examples:\n"
    "  equivarify-audit tiny_c4.certificate.json\n"
    "  equivarify-audit tiny_c4.certificate.json specs/tiny_c4.json\n"
    "\n"
    "Exit codes: 0 accepted, 1 refused, 2 a file cannot be read.\n";

/// The text of \p path. \throws std::runtime_error if it cannot be read, or is empty.
std::string read(std::string const& path) {
  errno = 0;
  std::ifstream file{path, std::ios::binary};
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) {
    std::string const reason =
        errno == 0 ? "an empty file" : std::generic_category().message(errno);
    throw std::runtime_error{path + ": cannot be read: " + reason};
  }
  return text.str();
}

int judge(std::vector<std::string> const& files) {
  std::string const certificate = read(files[0]);
  equivarify::audit::Accepted const found = equivarify::audit::audit(certificate);
  if (files.size() == 2) {
    equivarify::audit::check_spec(certificate, read(files[1]));
  }
  std::cout << "accepted: " << found.spec << " (sha256 " << found.sha256.substr(0, 12)
            << "), a group of order " << found.order << ", " << found.parameters << " parameters; "
            << found.theorems << " theorems, " << found.claims << " claims, " << found.steps
            << " steps replayed\n";
  if (found.layers.layers != 0) {
    std::cout << "each layer commutes: checked on every output (incidence), "
              << found.layers.outputs << " outputs, " << found.layers.terms << " terms\n";
  }
  for (std::string const& statement : found.supposed) {
    std::cout << "supposed: " << statement << '\n';
  }
  if (found.supposed.empty()) {
    std::cout << "supposed: nothing\n";
  }
  return 0;
}

int run(std::vector<std::string> const& arguments) {
  if (arguments.size() == 1 && (arguments[0] == "--help" || arguments[0] == "-h")) {
    std::cout << usage;
    return 0;
  }
  if (arguments.empty() || arguments.size() > 2) {
    std::cerr << usage;
    return 2;
  }
  return judge(arguments);
}

} // namespace

int main(int argc, char** argv) {
  try {
    return run({argv + 1, argv + argc});
  } catch (equivarify::audit::Refusal const& refusal) {
    std::cout << "refused: " << refusal.what() << '\n';
    return 1;
  } catch (std::exception const& error) {
    std::cerr << "equivarify-audit: " << error.what() << '\n';
    return 2;
  }
}
