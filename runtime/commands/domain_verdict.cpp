#include "equivarify/runtime/commands/domain_verdict.hpp"

#include "equivarify/runtime/domains/action_laws.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

namespace equivarify::runtime {

namespace {

/// The numbers \p values, of many only the first.
std::string entries_text(Json const& values) {
  constexpr std::size_t shown = 32;
  std::string list = "(";
  for (std::size_t i = 0; i < std::min(shown, values.size()); ++i) {
    list += text(i == 0 ? "" : ", ", exact(values[i].get<double>()));
  }
  return list + (values.size() > shown ? ", ...)" : ")");
}

/// JSON has null for what is no finite number.
std::string number_text(Json const& number) {
  return number.is_null() ? "no finite number" : exact(number.get<double>());
}

void print_difference(std::ostream& out, Json const& certificate) {
  Json const& first = certificate["first"];
  bool const has_numbers = certificate["verdict"] == "refuted";
  out << (has_numbers ? "REFUTED: f(g x) is not g f(x)\n"
                      : "NO NUMBERS: f(g x) is no finite number, so that nothing is shown\n")
      << "first: in the orbit of input " << first["image"]
      << ", at x = " << entries_text(first["input"])
      << "\n  and g = " << first["element"].get<std::string>()
      << ", g x = " << entries_text(first["moved"]) << ", the " << first["kind"].get<std::string>();
  if (first.contains("output")) {
    out << ' ' << first["output"].get<std::string>() << " at number " << first["entry"];
  } else {
    out << " at (" << first["copy"].get<std::string>() << ", " << first["class"].get<std::string>()
        << ")";
  }
  out << " is " << number_text(first["found"]);
  if (has_numbers) {
    out << ", expected " << number_text(first["expected"]);
  }
  out << '\n';
}

std::string sizes_text(Json const& orbits_of_size) {
  std::string list;
  for (Json const& entry : orbits_of_size) {
    list += text(list.empty() ? "" : ", ",
                 grouped(entry[1].get<std::uint64_t>()),
                 " of ",
                 grouped(entry[0].get<std::uint64_t>()));
  }
  return list;
}

} // namespace

bool obeys_laws(Program const& program) {
  std::string const law = broken_law(program.description);
  if (!law.empty()) {
    program.console.out << "REFUTED: the tables of the program are no action: " << law << '\n';
  }
  return law.empty();
}

void print_verdict(std::ostream& out, Json const& certificate) {
  auto const number = [&](char const* key) {
    return grouped(certificate[key].get<std::uint64_t>());
  };
  auto const of = [&](char const* key, char const* thing) {
    return counted(certificate[key].get<std::uint64_t>(), thing);
  };
  if (certificate["verdict"] != "holds") {
    print_difference(out, certificate);
    return;
  }
  out << certificate["domain"].get<std::string>() << ": " << of("size", "input");
  if (certificate["repetitions"] != 0) {
    out << ", " << number("repetitions") << " of them repetitions";
  }
  out << ", in " << of("orbits", "orbit") << ": " << sizes_text(certificate["orbits_of_size"])
      << '\n';
  if (certificate["members"] != certificate["inputs"]) {
    out << "with all that the group makes of them " << of("inputs", "input") << '\n';
  }
  out << of("values", "value") << " compared, " << number("differing_bits") << " bits differ\n";
  if (certificate["definition_values"] != 0) {
    out << number("definition_values") << " logits are those of plain loops of integers\n";
  }
  out << "f(g x) = g f(x) for every one of these inputs x and all " << certificate["elements"]
      << " elements g, "
      << (certificate["exact"].get<bool>()
              ? "to the last bit\n"
              : text("to rounding: at most ", number("deviation_ulp"), " ULP\n"));
}

} // namespace equivarify::runtime
