// reorg interlocks --span: how much each head has directly below.
#pragma once

#include "cli/reply.hpp"
#include "core/query/span_of_control.hpp"

namespace reorg::cli {

// `where`: " in Alibaba Group and below", or empty.
void tell_spans(Reply&, const Scene&, const std::vector<SpanOfControl>&, const std::string& where);
Json json_span(Reply&, const Scene&, const SpanOfControl&);

}  // namespace reorg::cli
