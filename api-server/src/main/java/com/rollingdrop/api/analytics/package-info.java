/** What happened, added up by ClickHouse; nothing else of the server waits for it. */
@NullMarked
package com.rollingdrop.api.analytics;

import org.jspecify.annotations.NullMarked;
