#pragma once

#include <boost/asio.hpp>
#include <boost/json.hpp>
#include <map>
#include <string>
#include <tl/expected.hpp>
