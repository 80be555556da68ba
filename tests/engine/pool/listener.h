// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/descriptor.h"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

namespace engine::pool {

/// A listener on the loopback address.
class Listener {
public:
    Listener() : m_socket{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)}
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        EXPECT_EQ(::bind(m_socket.get(), reinterpret_cast<sockaddr*>(&address), size), 0);
        EXPECT_EQ(::listen(m_socket.get(), 4), 0);
        EXPECT_EQ(::getsockname(m_socket.get(), reinterpret_cast<sockaddr*>(&address), &size), 0);
        m_port = ntohs(address.sin_port);
    }
    int port() const { return m_port; }
    bool wasCalled() const
    {
        pollfd entry{m_socket.get(), POLLIN, 0};
        return ::poll(&entry, 1, 100) > 0;
    }

private:
    Descriptor m_socket;
    int m_port = 0;
};

}
