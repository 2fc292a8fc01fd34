/** Questions of the business to ClickHouse, answered from the rollups in bounded time. */
@NullMarked
package com.rollingdrop.persistence.analytics;

import org.jspecify.annotations.NullMarked;
