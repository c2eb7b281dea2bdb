#include "equivarify/runtime/commands/program.hpp"

#include "equivarify/runtime/commands/command_line.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <exception>
#include <filesystem>
#include <new>
#include <string>
#include <utility>
#include <variant>

namespace equivarify::runtime {

namespace {

RankFailure failure(Outcome outcome, std::string message) {
  return {static_cast<int>(outcome), std::move(message)};
}

/// The exit code on this rank, or why there is none.
std::variant<int, RankFailure> run_here(Program const& program,
                                        std::vector<std::string> const& arguments) {
  try {
    Outcome const outcome = run_command_line(program, arguments);
    require_written(program.console.out);
    program.team->any(false); // so that none ends before all have done their part
    return static_cast<int>(outcome);
  } catch (DataError const& error) {
    return failure(Outcome::user_error, error.what());
  } catch (std::bad_alloc const&) {
    return failure(Outcome::user_error, "not enough memory");
  } catch (std::filesystem::filesystem_error const& error) {
    return failure(Outcome::user_error, error.what());
  } catch (OtherRankFailed const&) {
    throw;
  } catch (std::exception const& error) {
    return failure(Outcome::internal_error, text("internal error: ", error.what()));
  }
}

} // namespace

Outcome run_program(Program const& program, std::vector<std::string> arguments) {
  return static_cast<Outcome>(end_together(
      *program.team,
      [&] { return run_here(program, arguments); },
      [&](std::string const& message) {
        program.console.out.flush();
        program.console.err << program.description.name << ": " << message << std::endl;
      }));
}

} // namespace equivarify::runtime
