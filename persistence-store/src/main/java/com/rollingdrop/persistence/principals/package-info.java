/** Who may do what in Kafka: the services' principals and the partners'. */
@NullMarked
package com.rollingdrop.persistence.principals;

import org.jspecify.annotations.NullMarked;
